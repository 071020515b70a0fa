import { getByName, isMap } from "../values/map.js";
import { UndefinedValue } from "../values/undefined.js";
import type { Value } from "../values/value.js";
import type { Host, ImportSource } from "./host.js";

export interface FoundImport {
  /** Missing when there is nothing under the path. */
  readonly source: ImportSource | undefined;
  /** Whether the path leads into the data of a static import. */
  readonly isPart: boolean;
}

/**
 * What an import's path names: what the host has under it or, since language version 0.40, a part of
 * a static import: the path `pets/dogs/big` is what `pets` has under the keys `dogs` and `big`.
 */
export function findImport(host: Host, path: string): FoundImport {
  const source = host.findImport(path);
  if (source !== undefined) return { source, isPart: false };
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
    const whole = host.findImport(path.slice(0, at));
    if (whole?.kind !== "static") continue;
    const value = descend(whole.value, path.slice(at + 1).split("/"));
    return { source: value === undefined ? value : { kind: "static", value }, isPart: true };
  }
  return { source: undefined, isPart: false };
}

function descend(value: Value, keys: readonly string[]): Value | undefined {
  let part: Value | undefined = value;
  for (const key of keys)
    part = part !== undefined && isMap(part) ? getByName(part, key) : undefined;
  return part instanceof UndefinedValue ? undefined : part;
}
