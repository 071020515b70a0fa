import { getByName, type ImportSource, isMap, type Value } from "@portcullis/language";

/**
 * A part of static data under a path that goes on behind the name of the data: with `pets` holding
 * `{"dogs": […]}`, the path `pets/dogs` is the list (Static imports, 0.40). Nothing if there is no such
 * data or it has no such key.
 */
export function findStaticPart(
  path: string,
  imports: ReadonlyMap<string, ImportSource>,
): ImportSource | undefined {
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    const source = imports.get(path.slice(0, end));
    if (source?.kind !== "static") continue;
    const value = descend(source.value, path.slice(end + 1).split("/"));
    return value === undefined ? undefined : { kind: "static", value };
  }
  return undefined;
}

function descend(value: Value, keys: readonly string[]): Value | undefined {
  let inner: Value | undefined = value;
  for (const key of keys) {
    if (inner === undefined || !isMap(inner)) return undefined;
    inner = getByName(inner, key);
  }
  return inner;
}
