import { failAt } from "../messages/failure.js";
import { Closure } from "../runtime/closure.js";
import type { Code, Frame } from "../runtime/frame.js";
import { NativeCall } from "../runtime/native-call.js";
import type { CallExpression } from "../syntax/ast.js";
import { UndefinedValue, withOrigin } from "../values/undefined.js";
import { isFunction, kindOf, type Value } from "../values/value.js";
import { compileCallee } from "./callee.js";
import type { Compilation } from "./compilation.js";

/** Compiles `f(a, b)`. The function is evaluated first, then the arguments from left to right. */
export function compileCall(node: CallExpression, compilation: Compilation): Code {
  const args = node.args.map((arg) => compilation.expression(arg));
  const callee = compileCallee(node.callee, compilation.location(node.span), compilation);
  const apply = calling(node, compilation);
  return (frame) => {
    const target = callee(frame);
    const values: Value[] = [];
    for (const arg of args) values.push(arg(frame));
    return apply(target, values, frame);
  };
}

/** Calls a value with the values of its arguments. */
export function calling(
  node: CallExpression,
  compilation: Compilation,
): (target: Value, args: readonly Value[], frame: Frame) => Value {
  const site = compilation.location(node.span);
  const unknown = new UndefinedValue(site);
  return (target, values, frame) => {
    if (target instanceof Closure) return target.invoke(values, site);
    if (target instanceof UndefinedValue) return target;
    if (!isFunction(target)) return failAt(site, "not-callable", kindOf(target));
    const { run } = frame.unit;
    const result = target.call(values, new NativeCall(run, site));
    return result instanceof UndefinedValue ? withOrigin(result, unknown) : run.own(result, site);
  };
}
