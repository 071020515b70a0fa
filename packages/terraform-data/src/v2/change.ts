import { unknown, type Value } from "@portcullis/language";
import type { JsonNode } from "../json/json-node.js";
import type { TextPool } from "../json/text-pool.js";

// COMPAT (tfplan/v2, resource_changes): nine keys for a resource, four for a change, whatever else
// the JSON of newer versions holds; what is absent there has a zero value here.

/** The element of `resource_changes` and `resource_drift`; `texts` holds what many of them have in common. */
export function resourceChange(entry: JsonNode, texts: TextPool): Value {
  const change = entry.child("change");
  return {
    address: entry.string("address"),
    module_address: entry.string("module_address"),
    mode: texts.shared(entry.string("mode")),
    type: texts.shared(entry.string("type")),
    name: entry.string("name"),
    index: entry.index("index"),
    provider_name: texts.shared(entry.string("provider_name")),
    deposed: entry.string("deposed"),
    change: {
      actions: change.strings("actions"),
      before: change.value("before") ?? null,
      after: change.value("after") ?? null,
      after_unknown: change.value("after_unknown") ?? {},
    },
  };
}

/** The key of an element; objects left over from a replacement share the address of the current one. */
export function resourceChangeKey(entry: JsonNode): string {
  const address = entry.requiredString("address");
  const deposed = entry.string("deposed");
  return deposed === "" ? address : `${address}:${deposed}`;
}

/** The element of `output_changes`; an output decided only at apply is undefined. */
export function outputChange(change: JsonNode, name: string): Value {
  const afterUnknown = change.value("after_unknown") ?? false;
  const after = change.value("after");
  return {
    name,
    change: {
      actions: change.strings("actions"),
      before: change.value("before") ?? null,
      after: after === undefined && afterUnknown === true ? unknown : (after ?? null),
      after_unknown: afterUnknown,
    },
  };
}
