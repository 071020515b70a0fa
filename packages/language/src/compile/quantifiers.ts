import type { Code, Frame } from "../runtime/frame.js";
import type { QuantifierExpression } from "../syntax/ast.js";
import { isMap, type MapValue } from "../values/map.js";
import { toMapKey } from "../values/map-key.js";
import { UndefinedValue } from "../values/undefined.js";
import type { Value } from "../values/value.js";
import type { Compilation } from "./compilation.js";
import { compileIteration, type Iteration } from "./iteration.js";

/** Compiles `all`, `any`, `filter` and `map`. */
export function compileQuantifier(node: QuantifierExpression, compilation: Compilation): Code {
  const iterate = compileIteration(node, compilation);
  switch (node.quantifier) {
    case "all":
      return fold(iterate, truthOf(node, compilation), false);
    case "any":
      return fold(iterate, truthOf(node, compilation), true);
    case "filter":
      return filter(iterate, truthOf(node, compilation), node, compilation);
    case "map":
      return map(iterate, bodyOf(node, compilation), node, compilation);
  }
}

function bodyOf({ body, collection }: QuantifierExpression, compilation: Compilation): Code {
  const point = { kind: "element", name: undefined, span: collection.span } as const;
  return compilation.covered(point, compilation.expression(body));
}

type Truth = (frame: Frame) => boolean | UndefinedValue;

/** The body's value as a bool; a value of another type "becomes undefined" (Language Specification). */
function truthOf(node: QuantifierExpression, compilation: Compilation): Truth {
  const body = bodyOf(node, compilation);
  const noTruth = new UndefinedValue(compilation.location(node.body.span));
  return (frame) => {
    const value = body(frame);
    return typeof value === "boolean" || value instanceof UndefinedValue ? value : noTruth;
  };
}

/**
 * `all` is a left fold of `and`, `any` one of `or`: `decisive` is the value of a body that decides
 * the whole. For `all`, a false after an undefined decides nothing any more, as with `and`.
 */
function fold(iterate: Iteration, truth: Truth, decisive: boolean): Code {
  return (frame) => {
    let result: boolean | UndefinedValue = !decisive;
    iterate(frame, (inner) => {
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

function filter(
  iterate: Iteration,
  truth: Truth,
  node: QuantifierExpression,
  compilation: Compilation,
): Code {
  const site = compilation.location(node.span);
  return (frame) => {
    const keys: Value[] = [];
    const values: Value[] = [];
    let unknown: UndefinedValue | undefined;
    const container = iterate(frame, (inner, key, value) => {
      const included = truth(inner);
      if (included instanceof UndefinedValue) unknown ??= included;
      if (included === true) {
        keys.push(key);
        values.push(value);
      }
      return true;
    });
    const { run } = frame.unit;
    if (unknown !== undefined) return unknown;
    if (!isMap(container)) return run.list(values, site);
    const result = run.map(keys.length, site);
    copyEntries(result, keys, values);
    return result;
  };
}

function copyEntries(map: MapValue, keys: readonly Value[], values: readonly Value[]): void {
  keys.forEach((key, index) => {
    const mapKey = toMapKey(key);
    if (mapKey !== undefined) map.set(mapKey, key, values[index] as Value);
  });
}

function map(
  iterate: Iteration,
  body: Code,
  node: QuantifierExpression,
  compilation: Compilation,
): Code {
  const site = compilation.location(node.span);
  return (frame) => {
    const items: Value[] = [];
    iterate(frame, (inner) => {
      items.push(body(inner));
      return true;
    });
    return frame.unit.run.list(items, site);
  };
}
