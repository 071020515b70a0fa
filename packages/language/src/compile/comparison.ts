import { failAt } from "../messages/failure.js";
import type { Code, Frame } from "../runtime/frame.js";
import { NativeCall } from "../runtime/native-call.js";
import type { Location } from "../source/diagnostic.js";
import type { Span } from "../source/span.js";
import type { StateExpression } from "../syntax/ast.js";
import { byteLength, compareStrings, isString } from "../values/byte-string.js";
import { compareNumbers, isNumeric, valuesEqual } from "../values/equality.js";
import { isList, itemsOf } from "../values/list.js";
import { isMap, mapSize } from "../values/map.js";
import { UndefinedValue } from "../values/undefined.js";
import { kindOf, type Value } from "../values/value.js";
import type { Compilation } from "./compilation.js";
import { strictOperands } from "./strict-operands.js";

/** Compiles `==` and `!=`, also written `is` and `is not`. Undefined on either side stays undefined. */
export function compileEquality(
  negated: boolean,
  left: Code,
  right: Code,
  span: Span,
  compilation: Compilation,
): Code {
  const site = compilation.location(span);
  return strictOperands(
    left,
    right,
    (first, second, frame) => areEqual(first, second, frame, site) !== negated,
  );
}

/** Whether two values, neither of them undefined, are equal. */
export function areEqual(first: Value, second: Value, frame: Frame, site: Location): boolean {
  // A value of a JavaScript primitive type, which most are, equals itself and nothing else.
  if (typeof first === "string" && typeof second === "string") return first === second;
  if (typeof first === "number" && typeof second === "number") return first === second;
  if (typeof first === "boolean" || first === null) return first === second;
  return valuesEqual(first, second, new NativeCall(frame.unit.run, site));
}

export type OrderOperator = "<" | "<=" | ">" | ">=";

const satisfies: Readonly<Record<OrderOperator, (order: number) => boolean>> = {
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

/** Compiles `<`, `<=`, `>` and `>=`: numbers by value, strings by bytes, all else undefined. */
export function compileOrder(
  operator: OrderOperator,
  left: Code,
  right: Code,
  span: Span,
  compilation: Compilation,
): Code {
  const unordered = new UndefinedValue(compilation.location(span));
  const holds = satisfies[operator];
  return strictOperands(left, right, (first, second) => {
    if (isNumeric(first) && isNumeric(second)) return holds(compareNumbers(first, second));
    if (isString(first) && isString(second)) return holds(compareStrings(first, second));
    return unordered;
  });
}

/** Compiles `x is empty` and `x is defined`, and their negations. */
export function compileState(node: StateExpression, compilation: Compilation): Code {
  const operand = compilation.expression(node.operand);
  const { negated } = node;
  if (node.state === "defined")
    return (frame) => !(operand(frame) instanceof UndefinedValue) !== negated;
  const site = compilation.location(node.span);
  return (frame) => {
    const value = operand(frame);
    return value instanceof UndefinedValue ? value : (sizeOf(value, site) === 0) !== negated;
  };
}

function sizeOf(value: Value, site: Location): number {
  if (isString(value)) return byteLength(value);
  if (isList(value)) return itemsOf(value).length;
  if (isMap(value)) return mapSize(value);
  return failAt(site, "operator-type", "is empty", kindOf(value));
}
