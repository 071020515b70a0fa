import type { Value } from "@portcullis/language";
import type { JsonNode } from "../json/json-node.js";
import { TextPool } from "../json/text-pool.js";
import { LazyMap } from "../lazy/lazy-map.js";
import { type Members, members } from "../lazy/lazy-members.js";
import type { Plan } from "../plan.js";
import { outputChange, resourceChange, resourceChangeKey } from "./change.js";
import { stateValues } from "./state-values.js";

/**
 * The import `tfplan/v2` (tfplan/v2 import reference). It is a view of the plan: nothing is copied,
 * and each part is made when a policy first reads it.
 */
export function tfplanV2({ root, terraformVersion }: Plan): Members {
  return members({
    terraform_version: () => terraformVersion,
    planned_values: () => stateValues(root.child("planned_values")),
    variables: () => namedEntries(root.entries("variables"), variable),
    resource_changes: () => resourceChanges(root.children("resource_changes")),
    resource_drift: () => resourceChanges(root.children("resource_drift")),
    output_changes: () => namedEntries(root.entries("output_changes"), outputChange),
    raw: () => root.object,
  });
}

function resourceChanges(entries: readonly JsonNode[]): Value {
  const texts = new TextPool();
  return new LazyMap(new Map(entries.map((entry) => [resourceChangeKey(entry), entry])), (entry) =>
    resourceChange(entry, texts),
  );
}

function namedEntries(
  entries: ReadonlyMap<string, JsonNode>,
  make: (entry: JsonNode, name: string) => Value,
): Value {
  return new LazyMap(entries, (entry, name) => make(entry, String(name)));
}

function variable(entry: JsonNode, name: string): Value {
  return { name, value: entry.value("value") ?? null };
}
