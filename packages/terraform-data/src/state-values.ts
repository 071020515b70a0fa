import { quote, unknown, type Value } from "@portcullis/language";
import {
  booleanAt,
  elementObject,
  indexAt,
  type JsonObject,
  join,
  listAt,
  member,
  objectAt,
  stringAt,
} from "./json-shape.js";
import { LazyMap } from "./lazy-map.js";

// The "values representation" that planned values and states share: a tree of modules, flattened to
// maps of resources and outputs.

/** A resource in the tree, and the module that holds it. */
interface PlacedResource {
  readonly resource: JsonObject;
  readonly moduleAddress: string;
}

/** `resources` and `outputs` of a values representation. */
export function stateValues(values: JsonObject, path: string): Value {
  const outputs = objectAt(values, "outputs", path);
  return {
    resources: resources(objectAt(values, "root_module", path), join(path, "root_module")),
    outputs: new LazyMap(
      new Map(
        Object.keys(outputs).map((name) => [
          name,
          elementObject(outputs[name], `${path}.outputs.${name}`),
        ]),
      ),
      output,
    ),
  };
}

function resources(root: JsonObject, path: string): Value {
  const placed: PlacedResource[] = [];
  collect(root, path, placed);
  const sources = new Map<string, PlacedResource>();
  // A data source whose address collides with that of a managed resource gets out of its way.
  const managed = placed.filter(({ resource }) => stringAt(resource, "mode", "") !== "data");
  const data = placed.filter(({ resource }) => stringAt(resource, "mode", "") === "data");
  for (const entry of managed) sources.set(keyOf(entry), entry);
  for (const entry of data) {
    const key = keyOf(entry);
    sources.set(sources.has(key) ? addressOf(entry, "data.") : key, entry);
  }
  return new LazyMap(sources, resourceElement);
}

function collect(module: JsonObject, path: string, placed: PlacedResource[]): void {
  const moduleAddress = stringAt(module, "address", path);
  listAt(module, "resources", path).forEach((entry, index) => {
    placed.push({ resource: elementObject(entry, `${path}.resources[${index}]`), moduleAddress });
  });
  listAt(module, "child_modules", path).forEach((child, index) => {
    const childPath = `${path}.child_modules[${index}]`;
    collect(elementObject(child, childPath), childPath, placed);
  });
}

/**
 * COMPAT (tfstate/v2): the address is built from its parts, without `data.` even for data sources.
 * Terraform 0.12 wrote addresses without module and index, so its text is not relied on.
 */
function addressOf({ resource, moduleAddress }: PlacedResource, prefix = ""): string {
  const index = indexAt(resource, "index", "");
  const module = moduleAddress === "" ? "" : `${moduleAddress}.`;
  const key = typeof index === "string" ? `[${quote(index)}]` : `[${String(index)}]`;
  const name = `${stringAt(resource, "type", "")}.${stringAt(resource, "name", "")}`;
  return `${module}${prefix}${name}${index === null ? "" : key}`;
}

/** Objects left over from a replacement share the address of the current one. */
function keyOf(entry: PlacedResource): string {
  const deposed = stringAt(entry.resource, "deposed_key", "");
  return deposed === "" ? addressOf(entry) : `${addressOf(entry)}:${deposed}`;
}

/** COMPAT (tfstate/v2, resources): exactly eleven keys. */
function resourceElement(entry: PlacedResource): Value {
  const { resource, moduleAddress } = entry;
  return {
    address: addressOf(entry),
    module_address: moduleAddress,
    mode: stringAt(resource, "mode", ""),
    type: stringAt(resource, "type", ""),
    name: stringAt(resource, "name", ""),
    index: indexAt(resource, "index", ""),
    provider_name: stringAt(resource, "provider_name", ""),
    values: member(resource, "values") ?? {},
    depends_on: listAt(resource, "depends_on", ""),
    tainted: booleanAt(resource, "tainted", ""),
    deposed_key: stringAt(resource, "deposed_key", ""),
  };
}

/** COMPAT (tfstate/v2, outputs): exactly three keys; a value not known yet is undefined. */
function output(entry: JsonObject, name: string): Value {
  const value = member(entry, "value");
  return {
    name,
    sensitive: booleanAt(entry, "sensitive", ""),
    value: value === undefined ? unknown : value,
  };
}
