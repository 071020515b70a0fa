import { type JsonObject, listAt, member, objectAt } from "./json-shape.js";
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

export function summarizePlan({ formatVersion, terraformVersion, document }: Plan): PlanSummary {
  const changes = listAt(document, "resource_changes", "").map(changeOf);
  const count = (matches: (change: JsonObject) => boolean): number =>
    changes.filter(matches).length;
  const outputs = objectAt(document, "output_changes", "");
  return {
    formatVersion,
    terraformVersion,
    hasChanges:
      changes.some(isChange) ||
      Object.keys(outputs).some((name) => isChange(outputs[name] as JsonObject)),
    // A replacement is an addition and a destruction.
    additions: count((change) => actionsOf(change).includes("create")),
    changes: count((change) => actionsOf(change).includes("update")),
    destructions: count((change) => actionsOf(change).includes("delete")),
    imports: count((change) => (member(change, "importing") ?? null) !== null),
  };
}

function changeOf(entry: unknown): JsonObject {
  return objectAt(entry as JsonObject, "change", "");
}

function actionsOf(change: JsonObject): readonly unknown[] {
  return listAt(change, "actions", "");
}

/** Reading data changes nothing, but an import does. */
function isChange(change: JsonObject): boolean {
  const changing = actionsOf(change).some((action) => action !== "no-op" && action !== "read");
  return changing || (member(change, "importing") ?? null) !== null;
}
