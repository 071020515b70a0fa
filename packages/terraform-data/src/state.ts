import {
  type DocumentResult,
  decodeDocument,
  formatProblem,
  parseDocument,
} from "./json/document.js";
import type { JsonNode } from "./json/json-node.js";

/** A state as `terraform show -json` prints it without a plan; read as a `Plan` is. */
export interface State {
  readonly root: JsonNode;
}

export type StateResult =
  | { readonly state: State; readonly problem?: never }
  | { readonly state?: never; readonly problem: string };

const remedy = 'give the output of "terraform show -json"';

/** Reads the bytes of a state; see `parseState`. */
export function decodeState(bytes: Uint8Array): StateResult {
  return toState(decodeDocument(bytes, "state", remedy));
}

/** Reads the JSON text of a state of format 0.1 (Terraform 0.12) to any 1.x. */
export function parseState(text: string): StateResult {
  return toState(parseDocument(text, "state", remedy));
}

function toState({ root, problem }: DocumentResult): StateResult {
  if (root === undefined) return { problem };
  // COMPAT (terraform show -json): an older state file has another layout and no format version.
  if (root.has("version") && root.has("serial"))
    return { problem: `the document is a state file, not its JSON output; ${remedy}` };
  const wrongFormat = formatProblem(root, "state", remedy);
  if (wrongFormat !== undefined) return { problem: wrongFormat };
  if (root.has("planned_values"))
    return { problem: `the document is a plan, not a state; ${remedy}` };
  return { state: { root } };
}
