import { isNumeric, isString, textOf, toDouble, type Value } from "@portcullis/language";
import { isObject } from "./json-object.js";
import { MalformedDocument } from "./malformed-document.js";

/** LIMIT: how deep a document that is written may nest; Terraform's own nest some tens of levels. */
const MAX_DEPTH = 500;

/** Characters that are handed on at a time, or a few more. */
const PIECE = 64 * 1024;

/**
 * Writes a part of a document as JSON text, piece by piece. What is equal to JSON's eyes is written as
 * JavaScript would: `1.0` as `1`. Throws `MalformedDocument` for what nests too deeply; `document` is its name.
 */
export function writeJson(value: Value, document: string, write: (piece: string) => void): void {
  let piece = "";
  const add = (text: string) => {
    piece += text;
    if (piece.length < PIECE) return;
    write(piece);
    piece = "";
  };
  const addValue = (each: Value, depth: number): void => {
    if (depth > MAX_DEPTH)
      throw new MalformedDocument(document, "", `nests more than ${MAX_DEPTH} levels deep`);
    if (Array.isArray(each)) {
      each.forEach((item: Value, index) => {
        add(index === 0 ? "[" : ",");
        addValue(item, depth + 1);
      });
      add(each.length === 0 ? "[]" : "]");
    } else if (isObject(each)) {
      const keys = Object.keys(each);
      keys.forEach((key, index) => {
        add(`${index === 0 ? "{" : ","}${JSON.stringify(key)}:`);
        addValue(each[key] ?? null, depth + 1);
      });
      add(keys.length === 0 ? "{}" : "}");
    } else add(scalarText(each));
  };
  addValue(value, 0);
  if (piece !== "") write(piece);
}

function scalarText(value: Value): string {
  if (typeof value === "bigint") return String(value);
  if (isNumeric(value)) return JSON.stringify(toDouble(value));
  return JSON.stringify(isString(value) ? textOf(value) : value);
}
