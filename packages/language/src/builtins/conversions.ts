import { isFloat } from "../values/arithmetic.js";
import { isString, textOf } from "../values/byte-string.js";
import { isNumeric, type NumberValue, toDouble } from "../values/equality.js";
import { FloatValue, toFloat } from "../values/float.js";
import { formatNumber } from "../values/format.js";
import { fn } from "../values/function.js";
import { fitsInt, parseIntegerLiteral, toInt } from "../values/int.js";
import { anyType } from "../values/parameter-type.js";

// What cannot be converted becomes undefined, never an error (Language, Values: Conversion).

const floatText = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const trueTexts = new Set(["1", "t", "T", "TRUE", "true", "True"]);
const falseTexts = new Set(["0", "f", "F", "FALSE", "false", "False"]);

/** `int(x)`: a float loses its fraction, a string is read as an integer literal. */
export const toIntFunction = fn({ value: anyType }, anyType, ({ value }, call) => {
  if (isNumeric(value)) return (isFloat(value) ? truncate(value) : value) ?? call.undefined();
  if (typeof value === "boolean") return value ? 1 : 0;
  if (isString(value)) return parseIntegerLiteral(textOf(value)) ?? call.undefined();
  return call.undefined();
});

/** `float(x)`: a string is read as a float literal. */
export const toFloatFunction = fn({ value: anyType }, anyType, ({ value }, call) => {
  if (isNumeric(value)) return isFloat(value) ? value : toFloat(toDouble(value));
  if (typeof value === "boolean") return toFloat(value ? 1 : 0);
  if (!isString(value)) return call.undefined();
  const text = textOf(value);
  if (!floatText.test(text)) return call.undefined();
  const double = Number(text);
  return Number.isFinite(double) ? toFloat(double) : call.undefined();
});

/** `string(x)`: a float has six decimals. */
export const toStringFunction = fn({ value: anyType }, anyType, ({ value }, call) => {
  if (isString(value)) return value;
  if (isNumeric(value)) return formatNumber(value);
  return typeof value === "boolean" ? String(value) : call.undefined();
});

/** `bool(x)`: numbers other than zero and the usual words for true. */
export const toBoolFunction = fn({ value: anyType }, anyType, ({ value }, call) => {
  if (typeof value === "boolean") return value;
  if (isNumeric(value)) return toDouble(value) !== 0;
  if (!isString(value)) return call.undefined();
  const text = textOf(value);
  if (trueTexts.has(text)) return true;
  return falseTexts.has(text) ? false : call.undefined();
});

function truncate(value: NumberValue): number | bigint | undefined {
  const whole = Math.trunc(value instanceof FloatValue ? value.value : Number(value));
  if (!Number.isFinite(whole)) return undefined;
  const int = BigInt(whole);
  return fitsInt(int) ? toInt(int) : undefined;
}
