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
  type NumberValue,
  textOf,
  toDouble,
  type Value,
} from "@portcullis/language";

/**
 * A document for `jsonText`. A `bigint` is an int that no double holds; a `Map` an object whose keys
 * stay in their order, which a JavaScript object does not do for those that look like ints.
 */
export type Json =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }
  | ReadonlyMap<string, Json>;

/** LIMIT: how deep a value in a JSON trace may nest; one that holds itself would never end. */
const MAX_DEPTH = 200;

/**
 * LIMIT: characters of one value in a JSON trace, without those of numbers. A list that holds another
 * one a thousand times, which holds a third as often, takes no memory to speak of before it is
 * written out.
 */
const MAX_SIZE = 16 * 1024 * 1024;

/**
 * A value as JSON, the keys of maps in byte order. What JSON cannot hold becomes null, and so does what
 * is nested too deeply; a value that is too large ends early.
 */
export function toJson(value: Value): Json {
  return new JsonEncoder().encode(value, 0);
}

/** A document as text, indented by two blanks as `JSON.stringify` does. */
export function jsonText(json: Json, indent = ""): string {
  if (typeof json === "bigint") return String(json);
  if (typeof json !== "object" || json === null) return JSON.stringify(json);
  const inner = `${indent}  `;
  const isArray = Array.isArray(json);
  const parts = isArray
    ? json.map((item) => jsonText(item, inner))
    : entriesOf(json).map(([key, item]) => `${JSON.stringify(key)}: ${jsonText(item, inner)}`);
  const [open, close] = isArray ? "[]" : "{}";
  if (parts.length === 0) return `${open}${close}`;
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
}

/** The same without blanks, for what only programs read. */
export function compactJsonText(json: Json): string {
  if (typeof json === "bigint") return String(json);
  if (typeof json !== "object" || json === null) return JSON.stringify(json);
  if (Array.isArray(json)) return `[${json.map(compactJsonText).join(",")}]`;
  const entries = entriesOf(json);
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${compactJsonText(item)}`).join(",")}}`;
}

function entriesOf(json: object): (readonly [string, Json])[] {
  return json instanceof Map ? [...json] : Object.entries(json);
}

class JsonEncoder {
  private size = 0;

  encode(value: Value, depth: number): Json {
    // A line of its own, with its indentation.
    this.size += 1 + 2 * depth;
    if (depth > MAX_DEPTH || isUndefined(value) || isFunction(value)) return null;
    if (isString(value)) return this.text(textOf(value));
    if (isNumeric(value)) return numberOf(value);
    if (isList(value)) return this.list(itemsOf(value), depth + 1);
    if (isMap(value)) {
      const keys = mapKeys(value).map((key) => [keyText(key), key] as const);
      const sorted = keys.sort(([a], [b]) => compareUtf8(a, b));
      const entries = new Map<string, Json>();
      for (const [text, key] of sorted) {
        if (this.isFull) break;
        entries.set(this.text(text), this.encode(mapGet(value, key) ?? null, depth + 1));
      }
      return entries;
    }
    return value as boolean | null;
  }

  private list(items: readonly Value[], depth: number): Json[] {
    const list: Json[] = [];
    for (const item of items) {
      if (this.isFull) break;
      list.push(this.encode(item, depth));
    }
    return list;
  }

  private text(text: string): string {
    this.size += text.length;
    return this.isFull ? "" : text;
  }

  private get isFull(): boolean {
    return this.size > MAX_SIZE;
  }
}

function numberOf(value: NumberValue): number | bigint | null {
  if (typeof value === "bigint") return value;
  const double = toDouble(value);
  return Number.isFinite(double) ? double : null;
}

/** Keys are bools, numbers and strings. */
function keyText(key: Value): string {
  if (isString(key)) return textOf(key);
  return isNumeric(key) ? formatNumber(key) : String(key);
}
