import { type DocumentResult, decodeDocument } from "./json/document.js";
import { JsonNode } from "./json/json-node.js";
import type { JsonObject } from "./json/json-object.js";
import { MalformedDocument } from "./json/malformed-document.js";
import { tfrunOf } from "./tfrun.js";

/**
 * What is known of a run beside its plan. The document has the members of the import `tfrun`, by the
 * same names; what it leaves out has the value that the import gives for "none".
 */
export interface RunContext {
  readonly root: JsonNode;
}

export type RunContextResult =
  | { readonly run: RunContext; readonly problem?: never }
  | { readonly run?: never; readonly problem: string };

const remedy = 'give a JSON object with the members of the import "tfrun"';

/** Reads the bytes of a run context. */
export function decodeRunContext(bytes: Uint8Array): RunContextResult {
  return toRunContext(decodeDocument(bytes, "run context", remedy));
}

/** A run context that is at hand as an object. */
export function runContextOf(document: JsonObject): RunContextResult {
  return toRunContext({ root: JsonNode.root(document, "run context") });
}

/** The document is small and written by hand more often than not, so it is checked as a whole. */
function toRunContext({ root, problem }: DocumentResult): RunContextResult {
  if (root === undefined) return { problem };
  try {
    for (const make of tfrunOf(root).values()) make();
  } catch (error) {
    if (error instanceof MalformedDocument) return { problem: error.message };
    throw error;
  }
  return { run: { root } };
}
