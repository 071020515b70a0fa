import { type MapKey, unknown, type Value } from "@portcullis/language";
import { instanceKey } from "../addresses/instance-key.js";
import type { JsonNode } from "../json/json-node.js";
import { inModule, valueModules } from "../json/modules.js";
import { LazyMap } from "../lazy/lazy-map.js";
import { lazyObject, members } from "../lazy/lazy-members.js";

// The "values representation" that planned values and states share: a tree of modules, flattened to
// maps of resources and outputs.

/** A resource in the tree, and the module that holds it. */
interface PlacedResource {
  readonly resource: JsonNode;
  readonly moduleAddress: string;
}

/** `resources` and `outputs` of a values representation. */
export function stateValues(values: JsonNode): Value {
  return lazyObject(
    members({
      outputs: () => stateOutputs(values),
      resources: () => stateResources(values),
    }),
  );
}

export function stateOutputs(values: JsonNode): Value {
  return new LazyMap(values.entries("outputs"), output);
}

export function stateResources(values: JsonNode): Value {
  const placed = valueModules(values.child("root_module")).flatMap(({ address, module }) =>
    module.children("resources").map((resource) => ({ resource, moduleAddress: address })),
  );
  const sources = new Map<string, PlacedResource>();
  // A data source whose address collides with that of a managed resource gets out of its way.
  const isData = ({ resource }: PlacedResource): boolean => resource.string("mode") === "data";
  for (const entry of placed) if (!isData(entry)) sources.set(keyOf(entry), entry);
  for (const entry of placed) {
    if (!isData(entry)) continue;
    const key = keyOf(entry);
    sources.set(sources.has(key) ? addressOf(entry, "data.") : key, entry);
  }
  return new LazyMap(sources, resourceElement);
}

/**
 * COMPAT (tfstate/v2): the address is built from its parts, without `data.` even for data sources.
 * Terraform 0.12 wrote addresses without module and index, so its text is not relied on.
 */
function addressOf({ resource, moduleAddress }: PlacedResource, prefix = ""): string {
  const index = resource.index("index");
  const name = `${resource.string("type")}.${resource.string("name")}`;
  return inModule(moduleAddress, `${prefix}${name}${index === null ? "" : instanceKey(index)}`);
}

/** Objects left over from a replacement share the address of the current one. */
function keyOf(entry: PlacedResource): string {
  const deposed = entry.resource.string("deposed_key");
  return deposed === "" ? addressOf(entry) : `${addressOf(entry)}:${deposed}`;
}

/** COMPAT (tfstate/v2, resources): exactly eleven keys. */
function resourceElement(entry: PlacedResource): Value {
  const { resource, moduleAddress } = entry;
  return {
    address: addressOf(entry),
    module_address: moduleAddress,
    mode: resource.string("mode"),
    type: resource.string("type"),
    name: resource.string("name"),
    index: resource.index("index"),
    provider_name: resource.string("provider_name"),
    values: resource.value("values") ?? {},
    depends_on: resource.strings("depends_on"),
    tainted: resource.boolean("tainted"),
    deposed_key: resource.string("deposed_key"),
  };
}

/** COMPAT (tfstate/v2, outputs): exactly three keys; a value not known yet is undefined. */
function output(entry: JsonNode, name: MapKey): Value {
  const value = entry.value("value");
  return {
    name: String(name),
    sensitive: entry.boolean("sensitive"),
    value: value === undefined ? unknown : value,
  };
}
