import { decodeUtf8, parseJson } from "@portcullis/language";
import { JsonNode } from "./json-node.js";
import { isObject } from "./json-object.js";

export type DocumentResult =
  | { readonly root: JsonNode; readonly problem?: never }
  | { readonly root?: never; readonly problem: string };

/** The bytes of a document as text, or what is wrong with them. `name` is what messages call it. */
export function decodeDocument(bytes: Uint8Array, name: string, remedy: string): DocumentResult {
  const text = decodeUtf8(bytes)?.replace(/^\ufeff/, "");
  if (text === undefined) return { problem: `the ${name} is not text in UTF-8; ${remedy}` };
  return parseDocument(text, name, remedy);
}

/** The JSON text of a document as its root, which must be an object. */
export function parseDocument(text: string, name: string, remedy: string): DocumentResult {
  const { value, problem } = parseJson(text);
  if (problem !== undefined) {
    const { message, offset } = problem;
    return { problem: `the ${name} is not JSON: ${message} at offset ${offset}; ${remedy}` };
  }
  if (!isObject(value)) return { problem: `the ${name} is not a JSON object; ${remedy}` };
  return { root: JsonNode.root(value, name) };
}

/**
 * What is wrong with the format of a plan or a state, if anything is.
 * COMPAT (terraform-json): from 0.1 up to, not including, 2.0.
 */
export function formatProblem(root: JsonNode, name: string, remedy: string): string | undefined {
  const format = root.value("format_version") ?? "";
  if (format === "") return `the ${name} has no "format_version"; ${remedy}`;
  if (typeof format === "string" && /^(?:0\.[1-9]\d*|1\.\d+)$/.test(format)) return undefined;
  const shown = typeof format === "string" ? format.slice(0, 20) : "(not a string)";
  return `the ${name} has the format "${shown}", but only formats from 0.1 to 1.x are known`;
}
