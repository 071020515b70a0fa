import { isOutOfRange, makeNumber, toBool } from "./convert-value.js";
import {
  add,
  compareDecimals,
  type Decimal,
  divide,
  multiply,
  negate,
  parseDecimal,
  remainder,
  renderDecimal,
} from "./decimal.js";
import type { HclSpan } from "./hcl-source.js";
import type { HclValue } from "./hcl-value.js";
import { numberOperand } from "./number-operand.js";
import type { BinaryOperator } from "./operators.js";
import { type Collected, hasValueProblem, type Scanner } from "./scanner.js";
import { valuesEqual } from "./values-equal.js";

/**
 * Applies an operator to two values that are already read, and reports what is wrong with them. A
 * result beside a problem is of the right kind and otherwise without meaning.
 */
export function applyBinaryOperator(
  scanner: Scanner,
  operator: BinaryOperator,
  left: Collected<HclValue>,
  right: Collected<HclValue>,
): HclValue {
  if (operator === "||" || operator === "&&") return applyLogic(scanner, operator, left, right);
  scanner.addProblems(left.problems);
  scanner.addProblems(right.problems);
  const span = { start: left.value.start, end: right.value.end };
  if (operator === "==" || operator === "!=") {
    const equal = valuesEqual(left.value, right.value);
    return { kind: "bool", value: equal === (operator === "=="), ...span };
  }
  const failed = hasValueProblem(left) || hasValueProblem(right);
  const numbers = failed ? undefined : toDecimals(scanner, operator, left.value, right.value);
  if (operator === "<" || operator === "<=" || operator === ">" || operator === ">=") {
    const order = numbers === undefined ? 0 : compareDecimals(...numbers);
    return { kind: "bool", value: holds(operator, order), ...span };
  }
  if (numbers === undefined) return makeNumber("0", span);
  return compute(scanner, operator, numbers, span);
}

function holds(operator: "<" | "<=" | ">" | ">=", order: number): boolean {
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

function compute(
  scanner: Scanner,
  operator: "+" | "-" | "*" | "/" | "%",
  [a, b]: [Decimal, Decimal],
  span: HclSpan,
): HclValue {
  if ((operator === "/" || operator === "%") && b.digits === 0n) {
    scanner.report("division-by-zero", span, operator);
    return makeNumber("0", span);
  }
  const result = makeNumber(renderDecimal(calculate(operator, a, b)), span);
  if (isOutOfRange(result)) scanner.report("number-range", span, result.text);
  return result;
}

function calculate(operator: "+" | "-" | "*" | "/" | "%", a: Decimal, b: Decimal): Decimal {
  switch (operator) {
    case "+":
      return add(a, b);
    case "-":
      return add(a, negate(b));
    case "*":
      return multiply(a, b);
    case "/":
      return divide(a, b);
    case "%":
      return remainder(a, b);
  }
}

/** Both operands as numbers; nothing if one is none, which is reported. */
function toDecimals(
  scanner: Scanner,
  operator: BinaryOperator,
  left: HclValue,
  right: HclValue,
): [Decimal, Decimal] | undefined {
  const a = numberOperand(scanner, operator, left);
  const b = numberOperand(scanner, operator, right);
  return a && b && [parseDecimal(a.text), parseDecimal(b.text)];
}

/**
 * One side may decide, whatever the other comes to: what is wrong with the other is then of no
 * account, on either side.
 */
function applyLogic(
  scanner: Scanner,
  operator: "||" | "&&",
  left: Collected<HclValue>,
  right: Collected<HclValue>,
): HclValue {
  const span = { start: left.value.start, end: right.value.end };
  const decisive = operator === "||";
  const sides = [left, right].map((side) => {
    const bool = toBool(side.value);
    const isUnknown = side.value.kind === "null" && hasValueProblem(side);
    if (bool === undefined && !isUnknown)
      scanner.report("wrong-operand", side.value, operator, side.value.kind);
    return { ...side, bool: hasValueProblem(side) ? undefined : bool?.value };
  });
  const decider = sides.find(({ bool }) => bool === decisive);
  for (const side of sides) {
    if (decider === undefined || side === decider) scanner.addProblems(side.problems);
    else scanner.addSyntaxProblems(side.problems);
  }
  return { kind: "bool", value: decider === undefined ? !decisive : decisive, ...span };
}
