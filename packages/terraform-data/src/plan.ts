import {
  type DocumentResult,
  decodeDocument,
  formatProblem,
  parseDocument,
} from "./json/document.js";
import type { JsonNode } from "./json/json-node.js";

/**
 * A plan as `terraform show -json` prints it. Only its head has been looked at: each import checks
 * what it shows when a policy reads it, and throws `MalformedDocument` for what Terraform would not
 * have written. Nothing is copied; the document must not be changed.
 */
export interface Plan {
  readonly formatVersion: string;
  readonly terraformVersion: string;
  readonly root: JsonNode;
}

export type PlanResult =
  | { readonly plan: Plan; readonly problem?: never }
  | { readonly plan?: never; readonly problem: string };

const remedy = 'give the output of "terraform show -json PLANFILE"';

/** Reads the bytes of a plan; see `parsePlan`. */
export function decodePlan(bytes: Uint8Array): PlanResult {
  return toPlan(decodeDocument(bytes, "plan", remedy));
}

/** Reads the JSON text of a plan of format 0.1 (Terraform 0.12) to any 1.x. */
export function parsePlan(text: string): PlanResult {
  return toPlan(parseDocument(text, "plan", remedy));
}

function toPlan({ root, problem }: DocumentResult): PlanResult {
  if (root === undefined) return { problem };
  const wrongFormat = formatProblem(root, "plan", remedy);
  if (wrongFormat !== undefined) return { problem: wrongFormat };
  // A state has a format version too, and looks much like a plan at first glance.
  if (root.has("values") && !root.has("planned_values"))
    return { problem: `the document is a state, not a plan; ${remedy}` };
  const terraformVersion = root.value("terraform_version") ?? "";
  if (typeof terraformVersion !== "string")
    return { problem: 'the plan is malformed: "terraform_version" is not a string' };
  return { plan: { formatVersion: root.string("format_version"), terraformVersion, root } };
}
