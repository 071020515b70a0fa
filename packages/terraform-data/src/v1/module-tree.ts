import {
  anyType,
  fn,
  isList,
  isString,
  itemsOf,
  kindOf,
  type SharedMap,
  sortedKeys,
  textOf,
  type Value,
} from "@portcullis/language";
import { moduleAddressOf, moduleNames } from "../addresses/split-address.js";
import { lazyObject, type Members } from "../lazy/lazy-members.js";

/** The modules of a first-generation import by their addresses; the root's is empty. */
export type ModuleTree = ReadonlyMap<string, SharedMap>;

/** `module_paths`: for each module the list of the names that lead to it, the root's first. */
export function modulePaths(tree: ModuleTree): Value {
  return [...tree.keys()].map(moduleNames);
}

/**
 * `module(path)`. COMPAT (first-generation imports): a module that is not there is null, a path that
 * is no list an error.
 */
export function moduleFunction(tree: ModuleTree): Value {
  return fn({ path: anyType }, anyType, ({ path }, call) => {
    if (!isList(path))
      return call.fail("function-failed", "module", `expected list, got ${kindOf(path)}`);
    const names = itemsOf(path).map((name) => (isString(name) ? textOf(name) : ""));
    return tree.get(moduleAddressOf(names)) ?? null;
  })("module");
}

/** A tree of the modules with the given addresses, and the root. */
export function moduleTreeOf(
  addresses: Iterable<string>,
  make: (address: string, path: readonly string[]) => Members,
): ModuleTree {
  const all = new Set(["", ...sortedKeys([...addresses])]);
  return new Map(
    [...all].map((address) => [address, lazyObject(make(address, moduleNames(address)))]),
  );
}
