import type { HclSpan } from "./hcl-source.js";
import type { HclNumber, HclValue } from "./hcl-value.js";
import type { Scanner } from "./scanner.js";

/** Applies `-` or `!`. A value of another kind is reported and stays as it is. */
export function applyUnaryOperator(
  scanner: Scanner,
  operator: "-" | "!",
  operand: HclValue,
  { start, end }: HclSpan,
): HclValue {
  if (operator === "-" && operand.kind === "number") return { ...negate(operand), start, end };
  if (operator === "!" && operand.kind === "bool") {
    return { ...operand, value: !operand.value, start, end };
  }
  scanner.report("wrong-operand", { start, end }, operator, operand.kind);
  return { ...operand, start, end };
}

function negate(number: HclNumber): HclNumber {
  const text = number.text.startsWith("-") ? number.text.slice(1) : `-${number.text}`;
  return { ...number, text, value: -number.value };
}
