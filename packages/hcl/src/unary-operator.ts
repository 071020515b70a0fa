import { makeNumber, toBool } from "./convert-value.js";
import type { HclSpan } from "./hcl-source.js";
import type { HclValue } from "./hcl-value.js";
import { numberOperand } from "./number-operand.js";
import type { Scanner } from "./scanner.js";

/** Applies `-` or `!`. A value of another kind is reported. */
export function applyUnaryOperator(
  scanner: Scanner,
  operator: "-" | "!",
  operand: HclValue,
  span: HclSpan,
): HclValue {
  if (operator === "-") {
    const number = numberOperand(scanner, operator, operand, span);
    return makeNumber(negated(number?.text ?? "0"), span);
  }
  const bool = toBool(operand);
  if (bool !== undefined) return { kind: "bool", value: !bool.value, ...span };
  scanner.report("wrong-operand", span, operator, operand.kind);
  return { kind: "bool", value: false, ...span };
}

function negated(text: string): string {
  return text.startsWith("-") ? text.slice(1) : `-${text}`;
}
