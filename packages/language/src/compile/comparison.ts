import { failAt } from "../messages/failure.js";
import type { Code, Frame } from "../runtime/frame.js";
import { NativeCall } from "../runtime/native-call.js";
import type { Location } from "../source/diagnostic.js";
import { interned } from "../source/interned.js";
import type { Span } from "../source/span.js";
import { type Expression, type StateExpression, withoutParentheses } from "../syntax/ast.js";
import { compareStrings, isString, lengthInHost } from "../values/byte-string.js";
import { compareNumbers, compareValues, isNumeric, type Truth } from "../values/equality.js";
import { isList, itemsOf } from "../values/list.js";
import { isMap, mapSize } from "../values/map.js";
import { UndefinedValue, withOrigin } from "../values/undefined.js";
import { kindOf, type Value } from "../values/value.js";
import type { Compilation } from "./compilation.js";
import { type BinaryOperation, binary, strict, type UnaryOperation } from "./operations.js";

/** Compiles `==` and `!=`, also written `is` and `is not`. */
export function compileEquality(
  negated: boolean,
  left: Code,
  rightNode: Expression,
  span: Span,
  compilation: Compilation,
): Code {
  const constant = textOrNull(rightNode, compilation);
  if (constant !== undefined) {
    const apply = equalityWith(constant, negated, span, compilation);
    return (frame) => apply(left(frame), frame);
  }
  return binary(left, compilation.expression(rightNode), equality(negated, span, compilation));
}

/** Undefined on either side stays undefined. */
export function equality(negated: boolean, span: Span, compilation: Compilation): BinaryOperation {
  const site = compilation.location(span);
  const unknown = new UndefinedValue(site);
  return strict((first, second, frame) => {
    const equal = areEqual(first, second, frame, site);
    return typeof equal === "boolean" ? equal !== negated : withOrigin(equal, unknown);
  });
}

/** The text or null that an expression stands for, as the right sides of most comparisons do. */
export function textOrNull(node: Expression, compilation: Compilation): string | null | undefined {
  const expression = withoutParentheses(node);
  if (expression.kind === "StringLiteral")
    return typeof expression.value === "string" ? interned(expression.value) : undefined;
  if (expression.kind !== "Identifier" || expression.name !== "null") return undefined;
  const { slots, importIndex } = compilation.resolution.references.get(expression) ?? {};
  return slots?.length === 0 && importIndex === undefined ? null : undefined;
}

export function equalityWith(
  constant: string | null,
  negated: boolean,
  span: Span,
  compilation: Compilation,
): UnaryOperation {
  const site = compilation.location(span);
  return (value, frame) => {
    if (value === constant) return !negated;
    if (value instanceof UndefinedValue) return value;
    return areEqual(value, constant, frame, site) !== negated;
  };
}

/** Whether two values, neither of them undefined, are equal; see `compareValues`. */
export function areEqual(first: Value, second: Value, frame: Frame, site: Location): Truth {
  // A value of a JavaScript primitive type, which most are, equals itself and nothing else.
  if (typeof first === "string" && typeof second === "string") {
    if (first.length === second.length) frame.unit.run.budget.chargeScan(first.length, site);
    return first === second;
  }
  if (typeof first === "number" && typeof second === "number") return first === second;
  if (typeof first === "boolean" || first === null || second === null) return first === second;
  return compareValues(first, second, new NativeCall(frame.unit.run, site));
}

export type OrderOperator = "<" | "<=" | ">" | ">=";

const satisfies: Readonly<Record<OrderOperator, (order: number) => boolean>> = {
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

/** `<`, `<=`, `>` and `>=`: numbers by value, strings by bytes, all else undefined. */
export function order(
  operator: OrderOperator,
  span: Span,
  compilation: Compilation,
): BinaryOperation {
  const site = compilation.location(span);
  const unordered = new UndefinedValue(site);
  const holds = satisfies[operator];
  return strict((first, second, frame) => {
    if (isNumeric(first) && isNumeric(second)) return holds(compareNumbers(first, second));
    if (isString(first) && isString(second)) {
      const shorter = Math.min(lengthInHost(first), lengthInHost(second));
      frame.unit.run.budget.chargeScan(shorter, site);
      return holds(compareStrings(first, second));
    }
    return unordered;
  });
}

/** `x is empty` and `x is defined`, and their negations. */
export function state(node: StateExpression, compilation: Compilation): UnaryOperation {
  const { negated } = node;
  if (node.state === "defined") return (value) => !(value instanceof UndefinedValue) !== negated;
  const site = compilation.location(node.span);
  return (value, frame) => {
    if (value instanceof UndefinedValue) return value;
    return (sizeOf(value, frame, site) === 0) !== negated;
  };
}

function sizeOf(value: Value, frame: Frame, site: Location): number {
  if (isString(value)) return lengthInHost(value);
  if (isList(value)) return itemsOf(value).length;
  if (isMap(value)) {
    const size = mapSize(value);
    frame.unit.run.budget.chargeScan(size, site);
    return size;
  }
  return failAt(site, "operator-type", "is empty", kindOf(value));
}
