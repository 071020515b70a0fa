import {
  compareUtf8,
  formatNumber,
  isFunction,
  isList,
  isMap,
  isNumeric,
  isString,
  isUndefined,
  itemsOf,
  mapGet,
  mapKeys,
  textOf,
  toDouble,
  type Value,
} from "@portcullis/language";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** LIMIT: how deep a value in a JSON trace may nest; one that holds itself would never end. */
const MAX_DEPTH = 200;

/**
 * LIMIT: elements and characters of one value in a JSON trace. A list that holds another one a
 * thousand times, which holds a third as often, takes no memory to speak of before it is written out.
 */
const MAX_SIZE = 16 * 1024 * 1024;

/**
 * A value as JSON, keys sorted. An int beyond 2^53 loses its lowest bits, as it would in most readers;
 * what JSON cannot hold becomes null, and so does what is beyond the limits.
 */
export function toJson(value: Value): Json {
  return new JsonEncoder().encode(value, 0);
}

class JsonEncoder {
  private size = 0;

  encode(value: Value, depth: number): Json {
    this.size++;
    if (depth > MAX_DEPTH || this.size > MAX_SIZE) return null;
    if (isUndefined(value) || isFunction(value)) return null;
    if (isString(value)) return this.text(textOf(value));
    if (isNumeric(value)) {
      const double = toDouble(value);
      return Number.isFinite(double) ? double : null;
    }
    if (isList(value)) return itemsOf(value).map((item) => this.encode(item, depth + 1));
    if (isMap(value)) {
      const entries = mapKeys(value).map((key): [string, Json] => [
        this.text(keyText(key)) ?? "",
        this.encode(mapGet(value, key) ?? null, depth + 1),
      ]);
      return Object.fromEntries(entries.sort(([a], [b]) => compareUtf8(a, b)));
    }
    return value as boolean | null;
  }

  private text(text: string): string | null {
    this.size += text.length;
    return this.size > MAX_SIZE ? null : text;
  }
}

/** Keys are bools, numbers and strings. */
function keyText(key: Value): string {
  if (isString(key)) return textOf(key);
  return isNumeric(key) ? formatNumber(key) : String(key);
}
