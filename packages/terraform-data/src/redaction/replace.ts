import type { Value } from "@portcullis/language";
import type { JsonNode } from "../json/json-node.js";
import type { JsonObject } from "../json/json-object.js";

/** The object of a node with one member replaced, if it has that. */
export function replaceMember(
  node: JsonNode,
  key: string,
  replace: (member: JsonNode) => Value,
): JsonObject {
  return node.has(key) ? { ...node.object, [key]: replace(node.child(key)) } : node.object;
}

/** An object with every entry replaced. */
export function replaceEach(
  entries: ReadonlyMap<string, JsonNode>,
  replace: (entry: JsonNode) => Value,
): JsonObject {
  return Object.fromEntries([...entries].map(([name, entry]) => [name, replace(entry)]));
}
