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
 * A value as JSON, keys sorted. An int beyond 2^53 loses its lowest bits, as it would in most readers; what JSON
 * cannot hold becomes null.
 */
export function toJson(value: Value, depth = 0): Json {
  if (depth > MAX_DEPTH || isUndefined(value) || isFunction(value)) return null;
  if (isString(value)) return textOf(value);
  if (isNumeric(value)) {
    const double = toDouble(value);
    return Number.isFinite(double) ? double : null;
  }
  if (isList(value)) return itemsOf(value).map((item) => toJson(item, depth + 1));
  if (isMap(value)) {
    const entries = mapKeys(value).map((key): [string, Json] => [
      keyText(key),
      toJson(mapGet(value, key) ?? null, depth + 1),
    ]);
    return Object.fromEntries(entries.sort(([a], [b]) => compareUtf8(a, b)));
  }
  return value as boolean | null;
}

/** Keys are bools, numbers and strings. */
function keyText(key: Value): string {
  if (isString(key)) return textOf(key);
  return isNumeric(key) ? formatNumber(key) : String(key);
}
