import type { JsonNode } from "./json/json-node.js";
import type { Plan } from "./plan.js";

/** What a plan would do, counted as Terraform counts it in "Plan: 1 to add, …". */
export interface PlanSummary {
  readonly formatVersion: string;
  readonly terraformVersion: string;
  /** Whether applying the plan would change anything: a resource or an output. */
  readonly hasChanges: boolean;
  readonly additions: number;
  readonly changes: number;
  readonly destructions: number;
  readonly imports: number;
}

/** Throws `MalformedDocument` where the plan's changes are not as Terraform writes them. */
export function summarizePlan({ formatVersion, terraformVersion, root }: Plan): PlanSummary {
  const changes = root.children("resource_changes").map(toChange);
  const outputs = [...root.entries("output_changes").values()].map(toKnownActions);
  const count = (matches: (change: Change) => boolean): number => changes.filter(matches).length;
  return {
    formatVersion,
    terraformVersion,
    hasChanges: [...changes, ...outputs].some(isChange),
    // A replacement is an addition and a destruction.
    additions: count(({ actions }) => actions.includes("create")),
    changes: count(({ actions }) => actions.includes("update")),
    destructions: count(({ actions }) => actions.includes("delete")),
    imports: count(({ isImport }) => isImport),
  };
}

interface Change {
  readonly actions: readonly string[];
  readonly isImport: boolean;
}

function toChange(entry: JsonNode): Change {
  entry.requiredString("address");
  return toKnownActions(entry.child("change"));
}

function toKnownActions(change: JsonNode): Change {
  return { actions: change.strings("actions"), isImport: change.has("importing") };
}

/** Reading data changes nothing, but an import does. */
function isChange({ actions, isImport }: Change): boolean {
  return isImport || actions.some((action) => action !== "no-op" && action !== "read");
}
