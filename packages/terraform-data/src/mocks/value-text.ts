import {
  FloatValue,
  isList,
  isMap,
  isNumeric,
  isUndefined,
  itemsOf,
  mapGet,
  mapKeys,
  type NumberValue,
  quote,
  toDouble,
  type Value,
} from "@portcullis/language";
import { MalformedDocument } from "../json/malformed-document.js";

/** LIMIT: how deep a value may nest in a mock; the language's own parser ends before that. */
const MAX_MOCK_DEPTH = 200;

/** An entry of a map or list, on one line or several. */
interface Entry {
  /** With its colon, or empty in a list. */
  readonly key: string;
  readonly text: string;
}

/**
 * A value as the literal that stands for it in a mock, at a level of indentation. Every element has
 * a line of its own; values of neighbours on single lines stand in one column. `name` is what an error
 * calls it.
 */
export function renderValue(value: Value, name: string, level = 0): string {
  if (level > MAX_MOCK_DEPTH)
    throw new MalformedDocument(
      "data of a mock",
      name,
      `nests more than ${MAX_MOCK_DEPTH} levels deep`,
    );
  if (isList(value)) {
    const items = itemsOf(value).map((item) => ({
      key: "",
      text: renderValue(item, name, level + 1),
    }));
    return bracketed("[", items, "]", level);
  }
  if (isMap(value)) {
    const entries = mapKeys(value).map((key) => ({
      key: `${renderPrimitive(key)}:`,
      text: renderValue(mapGet(value, key) ?? null, name, level + 1),
    }));
    return bracketed("{", entries, "}", level);
  }
  return renderPrimitive(value);
}

function renderPrimitive(value: Value): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return quote(value);
  if (isNumeric(value)) return renderNumber(value);
  if (isUndefined(value)) return "undefined";
  throw new TypeError("a mock holds data alone");
}

function renderNumber(value: NumberValue): string {
  // The smallest int is a negated literal, and its positive is none.
  if (value === -(2n ** 63n)) return `${value + 1n} - 1`;
  if (typeof value === "bigint" || Number.isInteger(value)) return String(value);
  const text = String(value instanceof FloatValue ? value.value : value);
  if (/^-?\d+$/.test(text)) return Object.is(toDouble(value), -0) ? "-0.0" : `${text}.0`;
  return text.replace(/^(-?\d+)e/, "$1.0e");
}

function bracketed(open: string, entries: readonly Entry[], close: string, level: number): string {
  if (entries.length === 0) return open + close;
  const indent = "\t".repeat(level + 1);
  const widths = columnWidths(entries);
  const lines = entries.map(({ key, text }, index) =>
    key === "" ? `${indent}${text},\n` : `${indent}${key.padEnd(widths[index] ?? 0)} ${text},\n`,
  );
  return `${open}\n${lines.join("")}${"\t".repeat(level)}${close}`;
}

/** The width up to which each key is filled: that of the widest in its run of single lines. */
function columnWidths(entries: readonly Entry[]): number[] {
  const widths: number[] = [];
  let start = 0;
  const endRun = (end: number): void => {
    let width = 0;
    for (let at = start; at < end; at++) width = Math.max(width, entries[at]?.key.length ?? 0);
    for (let at = start; at < end; at++) widths[at] = width;
    start = end;
  };
  entries.forEach((entry, index) => {
    if (entry.text.includes("\n")) {
      if (index > start) endRun(index);
      widths[index] = entry.key.length;
      start = index + 1;
    } else if (index > start && breaksColumn(entries[index - 1] as Entry, entry)) {
      endRun(index);
    }
  });
  if (entries.length > start) endRun(entries.length);
  return widths;
}

/** COMPAT (the language's formatter): keys of very different widths share no column. */
function breaksColumn(before: Entry, after: Entry): boolean {
  const [small, large] = [before.key.length - 1, after.key.length - 1].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return large > 20 && large >= small * 4;
}
