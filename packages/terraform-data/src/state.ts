import {
  type DocumentResult,
  decodeDocument,
  formatProblem,
  parseDocument,
} from "./json/document.js";
import type { JsonNode } from "./json/json-node.js";
import { MalformedDocument } from "./json/malformed-document.js";
import { isStateFile, shownState, stateFileProblem } from "./state-file.js";

/** A state as `terraform show -json` prints it without a plan; read as a `Plan` is. */
export interface State {
  readonly root: JsonNode;
}

export type StateResult =
  | { readonly state: State; readonly problem?: never }
  | { readonly state?: never; readonly problem: string };

const remedy = 'give the output of "terraform show -json", or a state file';

/** Reads the bytes of a state; see `parseState`. */
export function decodeState(bytes: Uint8Array): StateResult {
  return toState(decodeDocument(bytes, "state", remedy));
}

/**
 * Reads the JSON text of a state of format 0.1 (Terraform 0.12) to any 1.x, or of a state file of version 4,
 * which is put into that form.
 */
export function parseState(text: string): StateResult {
  return toState(parseDocument(text, "state", remedy));
}

function toState({ root, problem }: DocumentResult): StateResult {
  if (root === undefined) return { problem };
  if (isStateFile(root)) return fromFile(root);
  const wrongFormat = formatProblem(root, "state", remedy);
  if (wrongFormat !== undefined) return { problem: wrongFormat };
  if (root.has("planned_values"))
    return { problem: `the document is a plan, not a state; ${remedy}` };
  return { state: { root } };
}

function fromFile(file: JsonNode): StateResult {
  const problem = stateFileProblem(file);
  if (problem !== undefined) return { problem };
  try {
    return { state: { root: shownState(file) } };
  } catch (error) {
    if (!(error instanceof MalformedDocument)) throw error;
    return { problem: error.message };
  }
}
