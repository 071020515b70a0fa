import type { HclName, HclValue } from "./hcl-value.js";
import { MAX_KEY_DIGITS } from "./limits.js";
import type { Scanner } from "./scanner.js";

/**
 * A value as the key of an object, for which HCL turns numbers and bools into text. Nothing when it
 * cannot be one, which is reported.
 */
export function toObjectKey(scanner: Scanner, value: HclValue): HclName | undefined {
  const { start, end } = value;
  switch (value.kind) {
    case "string":
      return { text: value.value, start, end };
    case "bool":
      return { text: String(value.value), start, end };
    case "number": {
      const text = renderNumberKey(value.text);
      if (text !== undefined) return { text, start, end };
      scanner.report("key-digits", value);
      return undefined;
    }
    case "null":
    case "list":
    case "object":
      scanner.report("key-type", value, value.kind);
      return undefined;
  }
}

/**
 * A number as an object key: written out in decimal without needless zeros, so that `1`, `1.0` and
 * `10e-1` are one key. Nothing when its text or that form has more than MAX_KEY_DIGITS characters.
 */
function renderNumberKey(text: string): string | undefined {
  if (text.length > MAX_KEY_DIGITS) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const significant = (whole + fraction).replace(/^0+/, "");
  const digits = significant.replace(/0+$/, "");
  if (digits === "") return `${sign}0`;
  // Where the decimal point stands, counted from the first significant digit.
  const point = significant.length - fraction.length + Number(exponent);
  if (Math.max(point, digits.length - point) > MAX_KEY_DIGITS) return undefined;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, "0");
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
