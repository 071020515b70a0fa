import { parseDecimal, renderDecimal } from "./decimal.js";
import type { HclSpan } from "./hcl-source.js";
import type { HclBool, HclNumber, HclString, HclValue } from "./hcl-value.js";
import { renderNumber } from "./render-number.js";

// HCL converts between strings, numbers and bools where an operator or a conditional needs it, a
// string only if it holds what is needed.

export function toNumber(value: HclValue): HclNumber | undefined {
  if (value.kind === "number") return value;
  if (value.kind !== "string") return undefined;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value.value)) return undefined;
  const text = renderDecimal(parseDecimal(value.value));
  return makeNumber(text, value);
}

export function toBool(value: HclValue): HclBool | undefined {
  if (value.kind === "bool") return value;
  if (value.kind !== "string") return undefined;
  const { start, end } = value;
  if (value.value === "true" || value.value === "1")
    return { kind: "bool", value: true, start, end };
  if (value.value === "false" || value.value === "0")
    return { kind: "bool", value: false, start, end };
  return undefined;
}

/** Nothing also for a number with too many digits to be written out. */
export function toText(value: HclValue): HclString | undefined {
  const { start, end } = value;
  switch (value.kind) {
    case "string":
      return value;
    case "bool":
      return { kind: "string", value: String(value.value), start, end };
    case "number": {
      const text = renderNumber(value.text);
      return text === undefined ? undefined : { kind: "string", value: text, start, end };
    }
    default:
      return undefined;
  }
}

export function makeNumber(text: string, { start, end }: HclSpan): HclNumber {
  return { kind: "number", text, value: Number(text), start, end };
}

/** Whether a number is too large or too small for a double. */
export function isOutOfRange({ text, value }: HclNumber): boolean {
  return !Number.isFinite(value) || (value === 0 && /^-?[0.]*[1-9]/.test(text));
}
