import { failAt } from "../messages/failure.js";
import { byteLength, isString, latin1, type StringValue, textOf } from "./byte-string.js";
import { isNumeric, MAX_VALUE_DEPTH, type NumberValue } from "./equality.js";
import { FloatValue } from "./float.js";
import { isList, itemsOf } from "./list.js";
import { isMap, mapGet, mapKeys, mapSize } from "./map.js";
import type { Meter } from "./meter.js";
import { isFunction, kindOf, type Value } from "./value.js";

/**
 * A value as `print` writes it: a string as it is, everything else as `formatNested` does.
 *
 * COMPAT (published console output): elements of a list stand apart by spaces and strings within
 * collections are quoted: `{"references": ["aws_subnet.main.id" "aws_subnet.main"]}`.
 */
export function formatValue(value: Value, meter: Meter): string {
  return isString(value) ? textOf(value) : formatAt(value, meter, 0);
}

function formatAt(value: Value, meter: Meter, depth: number): string {
  if (depth > MAX_VALUE_DEPTH) failAt(meter.site, "value-too-deep", MAX_VALUE_DEPTH);
  if (isString(value)) return quoteMetered(value, meter);
  if (isNumeric(value)) return formatNumber(value);
  if (isList(value)) {
    meter.charge(itemsOf(value).length);
    const items = itemsOf(value).map((item) => formatAt(item, meter, depth + 1));
    return `[${join(items, " ", meter)}]`;
  }
  if (isMap(value)) {
    meter.charge(mapSize(value));
    const entries = mapKeys(value).map((key) => {
      const entry = mapGet(value, key) ?? null;
      return `${formatAt(key, meter, depth + 1)}: ${formatAt(entry, meter, depth + 1)}`;
    });
    return `{${join(entries, ", ", meter)}}`;
  }
  if (isFunction(value)) return "func";
  return typeof value === "boolean" ? String(value) : kindOf(value);
}

function quoteMetered(value: StringValue, meter: Meter): string {
  meter.chargeText(byteLength(value));
  return quote(value);
}

/**
 * A collection may hold another one many times over, and that one a third: its text is charged as it
 * grows, not at the end.
 */
function join(parts: readonly string[], separator: string, meter: Meter): string {
  meter.chargeText(parts.reduce((sum, part) => sum + part.length + separator.length, 0));
  return parts.join(separator);
}

/** An int in decimal, a float with six decimals. */
export function formatNumber(value: NumberValue): string {
  if (value instanceof FloatValue) return formatFloat(value.value);
  return Number.isInteger(value) || typeof value === "bigint" ? String(value) : formatFloat(value);
}

/** COMPAT (published console output): a float has six decimals, `7.000000`, rounded half to even. */
function formatFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (Object.is(value, -0)) return "-0.000000";
  if (Math.abs(value) >= 1e21) return `${BigInt(value)}.000000`;
  // Only multiples of 1/128 can lie exactly between two results; `toFixed` would round all of
  // them up. Seven decimals show such a number in full.
  if (Number.isInteger(value * 128)) {
    const exact = value.toFixed(7);
    if (exact.endsWith("5") && Number(exact.charAt(exact.length - 2)) % 2 === 0)
      return exact.slice(0, -1);
  }
  return value.toFixed(6);
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

/** A string as a literal of the language; bytes that are no text by their numbers. */
export function quote(text: StringValue): string {
  const literal =
    typeof text === "string"
      ? text.replace(/["\\]|\p{Cc}/gu, escapeCharacter)
      : latin1(text.bytes).replace(/["\\]|[^ -~]/g, escapeByte);
  return `"${literal}"`;
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? escapeByte(character) : `\\u${code.toString(16).padStart(4, "0")}`;
}

function escapeByte(byte: string): string {
  return escapes[byte] ?? `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`;
}
