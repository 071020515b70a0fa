import type { Code, Frame } from "../runtime/frame.js";
import type { QuantifierExpression } from "../syntax/ast.js";
import { isMap } from "../values/map.js";
import { UndefinedValue } from "../values/undefined.js";
import type { Value } from "../values/value.js";
import type { Compilation, LoopCode } from "./compilation.js";
import { compileIteration, compileLoop, type Iteration } from "./iteration.js";

/** Compiles `all`, `any`, `filter` and `map`. */
export function compileQuantifier(node: QuantifierExpression, compilation: Compilation): Code {
  return compileLoop(node, compilation, closuresOf(node, compilation));
}

function closuresOf(node: QuantifierExpression, compilation: Compilation): LoopCode<Value> {
  const iterate = compileIteration(node, compilation);
  switch (node.quantifier) {
    case "all":
      return fold(iterate, truthOf(node, compilation), false);
    case "any":
      return fold(iterate, truthOf(node, compilation), true);
    case "filter":
      return filter(iterate, truthOf(node, compilation), filtered(node, compilation));
    case "map":
      return map(iterate, bodyOf(node, compilation), node, compilation);
  }
}

function bodyOf({ body, collection }: QuantifierExpression, compilation: Compilation): Code {
  const point = { kind: "element", name: undefined, span: collection.span } as const;
  return compilation.covered(point, compilation.expression(body));
}

type Truth = (frame: Frame) => boolean | UndefinedValue;

/** What a body comes to whose value is no truth: it "becomes undefined" (Language Specification). */
export function noTruthOf(
  { body }: QuantifierExpression,
  compilation: Compilation,
): UndefinedValue {
  return new UndefinedValue(compilation.location(body.span));
}

function truthOf(node: QuantifierExpression, compilation: Compilation): Truth {
  const body = bodyOf(node, compilation);
  const noTruth = noTruthOf(node, compilation);
  return (frame) => {
    const value = body(frame);
    return typeof value === "boolean" || value instanceof UndefinedValue ? value : noTruth;
  };
}

/**
 * `all` is a left fold of `and`, `any` one of `or`: `decisive` is the value of a body that decides
 * the whole. For `all`, a false after an undefined decides nothing any more, as with `and`.
 */
function fold(iterate: Iteration, truth: Truth, decisive: boolean): LoopCode<Value> {
  return (frame, _, elements) => {
    let result: boolean | UndefinedValue = !decisive;
    iterate(frame, elements, (inner) => {
      const value = truth(inner);
      if (value === decisive && (decisive || !(result instanceof UndefinedValue))) {
        result = decisive;
        return false;
      }
      if (value instanceof UndefinedValue && !(result instanceof UndefinedValue)) result = value;
      return true;
    });
    return result;
  };
}

function filter(iterate: Iteration, truth: Truth, result: Filtered): LoopCode<Value> {
  return (frame, container, elements) => {
    const keys: Value[] = [];
    const values: Value[] = [];
    let unknown: UndefinedValue | undefined;
    iterate(frame, elements, (inner, key, value) => {
      const included = truth(inner);
      if (included instanceof UndefinedValue) unknown ??= included;
      if (included === true) {
        keys.push(key);
        values.push(value);
      }
      return true;
    });
    return unknown ?? result(container, keys, values, frame);
  };
}

type Filtered = (container: Value, keys: readonly Value[], values: Value[], frame: Frame) => Value;

/** The elements that a filter let pass, as a collection of the kind that they come from. */
export function filtered(node: QuantifierExpression, compilation: Compilation): Filtered {
  const site = compilation.location(node.span);
  return (container, keys, values, { unit: { run } }) => {
    return isMap(container) ? run.mapOf(keys, values, site) : run.list(values, site);
  };
}

function map(
  iterate: Iteration,
  body: Code,
  node: QuantifierExpression,
  compilation: Compilation,
): LoopCode<Value> {
  const site = compilation.location(node.span);
  return (frame, _, elements) => {
    const items: Value[] = [];
    iterate(frame, elements, (inner) => {
      items.push(body(inner));
      return true;
    });
    return frame.unit.run.list(items, site);
  };
}
