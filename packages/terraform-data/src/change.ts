import { unknown, type Value } from "@portcullis/language";
import { indexAt, type JsonObject, listAt, member, objectAt, stringAt } from "./json-shape.js";

// COMPAT (tfplan/v2, resource_changes): nine keys for a resource, four for a change, whatever else
// the JSON of newer versions holds; what is absent there has a zero value here.

/** The element of `resource_changes` and `resource_drift`. */
export function resourceChange(entry: JsonObject): Value {
  const change = objectAt(entry, "change", "");
  return {
    address: stringAt(entry, "address", ""),
    module_address: stringAt(entry, "module_address", ""),
    mode: stringAt(entry, "mode", ""),
    type: stringAt(entry, "type", ""),
    name: stringAt(entry, "name", ""),
    index: indexAt(entry, "index", ""),
    provider_name: stringAt(entry, "provider_name", ""),
    deposed: stringAt(entry, "deposed", ""),
    change: {
      actions: listAt(change, "actions", ""),
      before: member(change, "before") ?? null,
      after: member(change, "after") ?? null,
      after_unknown: member(change, "after_unknown") ?? {},
    },
  };
}

/** The key of an element; objects left over from a replacement share the address of the current one. */
export function resourceChangeKey(entry: JsonObject): string {
  const address = stringAt(entry, "address", "");
  const deposed = stringAt(entry, "deposed", "");
  return deposed === "" ? address : `${address}:${deposed}`;
}

/** The element of `output_changes`; an output decided only at apply is undefined. */
export function outputChange(change: JsonObject, name: string): Value {
  const afterUnknown = member(change, "after_unknown") ?? false;
  const after = member(change, "after");
  return {
    name,
    change: {
      actions: listAt(change, "actions", ""),
      before: member(change, "before") ?? null,
      after: after === undefined && afterUnknown === true ? unknown : (after ?? null),
      after_unknown: afterUnknown,
    },
  };
}
