import type { MapKey, Value } from "@portcullis/language";
import type { JsonNode } from "../json/json-node.js";
import { LazyMap } from "../lazy/lazy-map.js";

// COMPAT (first-generation imports): `resources` and `data` hold `TYPE.NAME` for a configuration,
// `TYPE.NAME[KEY]` for plans and states, each level a map.

/** The resources, or else the data sources, of one module. */
export function ofMode(entries: readonly JsonNode[], member: "resources" | "data"): JsonNode[] {
  return entries.filter((entry) => (entry.string("mode") === "data") === (member === "data"));
}

export function byTypeAndName(
  entries: readonly JsonNode[],
  make: (entry: JsonNode) => Value,
): Value {
  return byType(entries, (ofType) => new LazyMap(lastBy(ofType, nameOf), make));
}

export function byInstance(entries: readonly JsonNode[], make: (entry: JsonNode) => Value): Value {
  return byType(
    entries,
    (ofType) =>
      new LazyMap(groupBy(ofType, nameOf), (ofName) => new LazyMap(lastBy(ofName, keyOf), make)),
  );
}

function byType(entries: readonly JsonNode[], make: (ofType: JsonNode[]) => Value): Value {
  return new LazyMap(
    groupBy(entries, (entry) => entry.requiredString("type")),
    make,
  );
}

function nameOf(entry: JsonNode): string {
  return entry.requiredString("name");
}

/** 0 for a resource without `count` and `for_each`. */
function keyOf(entry: JsonNode): MapKey {
  return entry.index("index") ?? 0;
}

/** The entries of each key, in their order. */
export function groupBy<Entry>(
  entries: readonly Entry[],
  key: (entry: Entry) => string,
): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const name = key(entry);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [entry]);
    else group.push(entry);
  }
  return groups;
}

function lastBy(
  entries: readonly JsonNode[],
  key: (entry: JsonNode) => MapKey,
): Map<MapKey, JsonNode> {
  return new Map(entries.map((entry) => [key(entry), entry]));
}
