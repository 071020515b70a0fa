import { failAt } from "../messages/failure.js";
import { Closure } from "../runtime/closure.js";
import type { Code, Frame } from "../runtime/frame.js";
import { NativeCall } from "../runtime/native-call.js";
import type { Location } from "../source/diagnostic.js";
import { type CallExpression, withoutParentheses } from "../syntax/ast.js";
import { UndefinedValue, withOrigin } from "../values/undefined.js";
import { isFunction, kindOf, type Value } from "../values/value.js";
import { importIndexOf } from "./access.js";
import type { Compilation } from "./compilation.js";

/** Compiles `f(a, b)`. The function is evaluated first, then the arguments from left to right. */
export function compileCall(node: CallExpression, compilation: Compilation): Code {
  const callee = compilation.expression(node.callee);
  const args = node.args.map((arg) => compilation.expression(arg));
  const site = compilation.location(node.span);
  const unknown = new UndefinedValue(site);
  const checkKnown = compileUnknownFunctionCheck(node, compilation, site);
  return (frame) => {
    const target = callee(frame);
    const values: Value[] = [];
    for (const arg of args) values.push(arg(frame));
    if (target instanceof Closure) return target.invoke(values, site);
    if (target instanceof UndefinedValue) {
      checkKnown(frame);
      return target;
    }
    if (!isFunction(target)) return failAt(site, "not-callable", kindOf(target));
    const { run } = frame.unit;
    const result = target.call(values, new NativeCall(run, site));
    return result instanceof UndefinedValue ? withOrigin(result, unknown) : run.own(result, site);
  };
}

/**
 * Calling an undefined value gives undefined (Language, Functions), but a function that an import
 * lacks is an error: otherwise a misspelt name would look like missing data.
 */
function compileUnknownFunctionCheck(
  node: CallExpression,
  compilation: Compilation,
  site: Location,
): (frame: Frame) => void {
  const callee = withoutParentheses(node.callee);
  if (callee.kind !== "SelectorExpression") return () => {};
  const importIndex = importIndexOf(withoutParentheses(callee.object), compilation);
  if (importIndex === undefined) return () => {};
  return (frame) => {
    if (frame.unit.imports[importIndex]?.kind === "namespace")
      failAt(site, "unknown-function", callee.name);
  };
}
