import { type NumberValue, toDouble } from "@portcullis/language";
import { type DecimalNumber, Rounded, withExponent } from "./decimal-number.js";

/** LIMIT: characters of a number; a hundred digits count. */
const MAX_DECIMAL_TEXT = 10_000;

const finite = /^[+-]?(?=\.?\d)\d*(?:\.(\d*))?(?:e([+-]?\d{1,10}))?$/i;

/** Reads `1.50`, `1.1234E+400`, `Infinity`, `-inf` or `NaN`; `undefined` for any other text. */
export function parseDecimal(text: string): DecimalNumber | undefined {
  if (text.length > MAX_DECIMAL_TEXT) return undefined;
  const infinite = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinite !== null) return notFinite(infinite[1] === "-" ? -Infinity : Infinity);
  if (/^[+-]?nan$/i.test(text)) return notFinite(Number.NaN);
  const match = finite.exec(text);
  if (match === null) return undefined;
  const [, fraction = "", exponent = "0"] = match;
  if (Math.abs(Number(exponent)) >= 2 ** 31) return undefined;
  return withExponent(new Rounded(text).toSignificantDigits(), Number(exponent) - fraction.length);
}

export function notFinite(value: number): DecimalNumber {
  return withExponent(new Rounded(value), 0);
}

/** An int as it is; a float by the shortest decimal that reads back as the same float. */
export function decimalOfNumber(number: NumberValue): DecimalNumber {
  if (typeof number === "bigint") return withExponent(new Rounded(String(number)), 0);
  if (typeof number === "number" && Number.isInteger(number))
    return withExponent(new Rounded(number), 0);
  const double = toDouble(number);
  if (!Number.isFinite(double)) return notFinite(double);
  // COMPAT (General Decimal Arithmetic library): 100.0 is 1E+2, as the shortest form has one digit.
  return withExponent(new Rounded(double), Number.POSITIVE_INFINITY);
}
