import { isOutOfRange, toNumber } from "./convert-value.js";
import type { HclSpan } from "./hcl-source.js";
import type { HclNumber, HclValue } from "./hcl-value.js";
import type { Scanner } from "./scanner.js";

/** What an operator calculates with; nothing if the value is no number, which is reported. */
export function numberOperand(
  scanner: Scanner,
  operator: string,
  value: HclValue,
  span: HclSpan = value,
): HclNumber | undefined {
  const number = toNumber(value);
  if (number === undefined) scanner.report("wrong-operand", span, operator, value.kind);
  if (number === undefined || !isOutOfRange(number)) return number;
  // A literal was reported when it was read.
  if (value.kind === "string") scanner.report("number-range", span, number.text);
  return undefined;
}
