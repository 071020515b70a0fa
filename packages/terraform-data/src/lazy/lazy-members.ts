import type { Namespace, Value } from "@portcullis/language";
import { LazyMap } from "./lazy-map.js";
import { once } from "./once.js";

/** Named values, each made when it is first read. */
export type Members = ReadonlyMap<string, () => Value>;

export function members(table: Readonly<Record<string, () => Value>>): Members {
  return new Map(Object.entries(table));
}

/** The members as a map of the language. */
export function lazyObject(table: Members): LazyMap<() => Value> {
  return new LazyMap(table, (make) => make());
}

/** The members as an import. */
export function lazyNamespace(table: () => Members): Namespace {
  const map = once(() => lazyObject(table()));
  return { get: (key) => map().get(key) };
}
