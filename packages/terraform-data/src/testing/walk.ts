import { readFileSync } from "node:fs";
import { isList, isMap, itemsOf, mapGet, mapKeys, type Value } from "@portcullis/language";

/** Looks at everything in a value, so that all of it is made. */
export function walk(value: Value | undefined, depth = 0): void {
  if (value === undefined || depth > 1000) return;
  if (isList(value)) for (const item of itemsOf(value)) walk(item, depth + 1);
  else if (isMap(value)) for (const key of mapKeys(value)) walk(mapGet(value, key), depth + 1);
}

const memberNames: Readonly<Record<string, readonly string[]>> = {
  "tfplan/v2": [
    "terraform_version",
    "variables",
    "planned_values",
    "resource_changes",
    "resource_drift",
    "output_changes",
    "raw",
  ],
  "tfconfig/v2": [
    "providers",
    "resources",
    "provisioners",
    "variables",
    "outputs",
    "module_calls",
    "strip_index",
  ],
  "tfstate/v2": ["terraform_version", "outputs", "resources"],
  tfplan: [
    "module",
    "module_paths",
    "terraform_version",
    "variables",
    "data",
    "path",
    "resources",
    "config",
    "state",
  ],
  tfconfig: [
    "module",
    "module_paths",
    "data",
    "modules",
    "outputs",
    "providers",
    "resources",
    "variables",
  ],
  tfstate: ["module", "module_paths", "terraform_version", "data", "resources", "path", "outputs"],
};

/** The members that an import has according to its reference. */
export function members(name: string): readonly string[] {
  return memberNames[name.replace("/v1", "")] ?? [];
}

export function readFixture(name: string): string {
  return readFileSync(new URL(`../../testdata/${name}`, import.meta.url), "utf8");
}
