import type { Namespace, Value } from "@portcullis/language";
import { outputChange, resourceChange, resourceChangeKey } from "./change.js";
import { type JsonObject, listAt, member, objectAt } from "./json-shape.js";
import { LazyMap } from "./lazy-map.js";
import { lazyNamespace } from "./lazy-namespace.js";
import type { Plan } from "./plan.js";
import { stateValues } from "./state-values.js";

/**
 * The import `tfplan/v2` (tfplan/v2 import reference). It is a view of the plan: nothing is copied,
 * and each part is made when a policy first reads it.
 */
export function tfplanV2({ document, terraformVersion }: Plan): Namespace {
  return lazyNamespace({
    terraform_version: () => terraformVersion,
    variables: () => namedEntries(document, "variables", variable),
    planned_values: () => stateValues(objectAt(document, "planned_values", ""), "planned_values"),
    resource_changes: () => resourceChanges(document, "resource_changes"),
    resource_drift: () => resourceChanges(document, "resource_drift"),
    output_changes: () => namedEntries(document, "output_changes", outputChange),
    raw: () => document,
  });
}

function resourceChanges(document: JsonObject, section: string): Value {
  const entries = listAt(document, section, "") as readonly JsonObject[];
  const sources = new Map(entries.map((entry) => [resourceChangeKey(entry), entry]));
  return new LazyMap(sources, resourceChange);
}

function namedEntries(
  document: JsonObject,
  section: string,
  make: (entry: JsonObject, name: string) => Value,
): Value {
  const entries = objectAt(document, section, "");
  const sources = new Map(Object.keys(entries).map((name) => [name, entries[name] as JsonObject]));
  return new LazyMap(sources, make);
}

function variable(entry: JsonObject, name: string): Value {
  return { name, value: member(entry, "value") ?? null };
}
