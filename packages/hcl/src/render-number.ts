import { MAX_KEY_DIGITS } from "./limits.js";

/**
 * A number as text, which is what an object key is: written out in decimal without needless zeros, so that `1`, `1.0` and
 * `10e-1` are one key. Nothing when its text or that form has more than MAX_KEY_DIGITS characters.
 */
export function renderNumber(text: string): string | undefined {
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
