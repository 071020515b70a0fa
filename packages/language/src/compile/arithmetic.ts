import { failAt } from "../messages/failure.js";
import { weights } from "../runtime/limits.js";
import type { Run } from "../runtime/run.js";
import type { Location } from "../source/diagnostic.js";
import type { Span } from "../source/span.js";
import { type UnaryExpression, withoutParentheses } from "../syntax/ast.js";
import { calculate, type NumericOperator, negate } from "../values/arithmetic.js";
import { byteLength, concatenate, isString } from "../values/byte-string.js";
import { isNumeric, type NumberValue } from "../values/equality.js";
import { isList, itemsOf } from "../values/list.js";
import { UndefinedValue } from "../values/undefined.js";
import { kindOf, type Value } from "../values/value.js";
import type { Compilation } from "./compilation.js";
import { numberOf } from "./literals.js";
import type { BinaryOperation, UnaryOperation } from "./operations.js";

/** `+`, `-`, `*`, `/` and `%`; `span` is the operator's. */
export function arithmetic(
  operator: NumericOperator,
  span: Span,
  compilation: Compilation,
): BinaryOperation {
  const site = compilation.location(span);
  return (left, right, frame) => applyOperator(operator, left, right, frame.unit.run, site);
}

/** The result of an arithmetic operator, for expressions and for assignments such as `+=`. */
export function applyOperator(
  operator: NumericOperator,
  left: Value,
  right: Value,
  run: Run,
  site: Location,
): Value {
  if (isNumeric(left) && isNumeric(right)) {
    const result = calculate(operator, left, right);
    return result === undefined ? failAt(site, "division-by-zero") : result;
  }
  if (left instanceof UndefinedValue) return left;
  if (right instanceof UndefinedValue) return right;
  if (operator === "+") {
    if (isString(left) && isString(right)) {
      run.budget.chargeText(byteLength(left) + byteLength(right), site);
      const whole = concatenate(left, right);
      if (typeof whole !== "string") run.budget.chargeText(weights.byteString, site);
      return whole;
    }
    if (isList(left) && isList(right)) return run.list([...itemsOf(left), ...itemsOf(right)], site);
  }
  return failAt(site, "operator-types", operator, kindOf(left), kindOf(right));
}

/** A number with a sign is a constant. */
export function signedNumber({ operator, operand }: UnaryExpression): NumberValue | undefined {
  const number = withoutParentheses(operand);
  if (number.kind !== "NumberLiteral") return undefined;
  const value = numberOf(number);
  return operator === "-" ? negate(value) : value;
}

/** `+x` and `-x`. */
export function sign(
  { operator, span }: UnaryExpression,
  compilation: Compilation,
): UnaryOperation {
  const site = compilation.location(span);
  return (value) => {
    if (value instanceof UndefinedValue) return value;
    if (!isNumeric(value)) return failAt(site, "operator-type", operator, kindOf(value));
    return operator === "-" ? negate(value) : value;
  };
}
