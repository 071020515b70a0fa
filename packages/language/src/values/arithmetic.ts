import { isNumeric, type NumberValue, toDouble } from "./equality.js";
import { FloatValue, toFloat } from "./float.js";
import { toInt } from "./int.js";
import type { Value } from "./value.js";

export type NumericOperator = "+" | "-" | "*" | "/" | "%";

/** The result of an operator on two numbers, or `undefined` if an int is divided by zero. */
export function calculate(
  operator: NumericOperator,
  left: NumberValue,
  right: NumberValue,
): NumberValue | undefined {
  if (isFloat(left) || isFloat(right))
    return toFloat(calculateFloat(operator, toDouble(left), toDouble(right)));
  return calculateInt(operator, toIntOperand(left), toIntOperand(right));
}

function calculateFloat(operator: NumericOperator, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
  }
}

/** 64-bit arithmetic that wraps around; division truncates, a remainder has the dividend's sign. */
function calculateInt(
  operator: NumericOperator,
  left: number | bigint,
  right: number | bigint,
): number | bigint | undefined {
  if ((operator === "/" || operator === "%") && Number(right) === 0) return undefined;
  if (typeof left === "number" && typeof right === "number") {
    const result = Math.trunc(calculateFloat(operator, left, right));
    // A safe result of safe operands is exact; adding zero makes minus zero plain.
    if (Number.isSafeInteger(result)) return result + 0;
  }
  const a = BigInt(left);
  const b = BigInt(right);
  switch (operator) {
    case "+":
      return toInt(a + b);
    case "-":
      return toInt(a - b);
    case "*":
      return toInt(a * b);
    case "/":
      return toInt(a / b);
    case "%":
      return toInt(a % b);
  }
}

export function negate(value: NumberValue): NumberValue {
  if (isFloat(value)) return toFloat(-toDouble(value));
  return calculateInt("-", 0, toIntOperand(value)) ?? 0;
}

export function isFloat(value: Value): boolean {
  return value instanceof FloatValue || (typeof value === "number" && !Number.isInteger(value));
}

export function isInt(value: Value): value is number | bigint {
  return isNumeric(value) && !isFloat(value);
}

function toIntOperand(value: NumberValue): number | bigint {
  if (value instanceof FloatValue) throw new Error("a float is no operand of int arithmetic");
  return value;
}
