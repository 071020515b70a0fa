import {
  type FunctionCall,
  isList,
  isMap,
  itemsOf,
  type List,
  type MapLike,
  mapGet,
  mapKeys,
  toMapKey,
  type Value,
} from "@portcullis/language";
import { everyElement, type Path } from "./path.js";

/** Several paths at once, so that what they have in common is walked once. */
export interface PathTree {
  /** Whether one of the paths ends here. */
  readonly isEnd: boolean;
  readonly branches: ReadonlyMap<string, PathTree>;
}

export function pathTree(paths: readonly Path[], at = 0): PathTree {
  const byKey = new Map<string, Path[]>();
  for (const path of paths) {
    const key = path[at];
    if (key === undefined) continue;
    const others = byKey.get(key);
    if (others === undefined) byKey.set(key, [path]);
    else others.push(path);
  }
  const branches = new Map([...byKey].map(([key, group]) => [key, pathTree(group, at + 1)]));
  return { isEnd: paths.some((path) => path.length === at), branches };
}

/** Only what the paths lead to, with all that is around it; `undefined` if they lead nowhere. */
export function pick(value: Value, tree: PathTree, call: FunctionCall): Value | undefined {
  call.charge(1 + tree.branches.size);
  if (tree.isEnd) return call.copy(value);
  if (isMap(value)) return pickKeys(value, tree, call);
  return isList(value) ? pickItems(value, tree, call) : undefined;
}

function pickKeys(map: MapLike, tree: PathTree, call: FunctionCall): Value | undefined {
  const entries: [key: string, value: Value][] = [];
  for (const [key, branch] of tree.branches) {
    const entry = mapGet(map, key);
    const picked = entry === undefined ? undefined : pick(entry, branch, call);
    if (picked !== undefined) entries.push([key, picked]);
  }
  return entries.length === 0 ? undefined : call.map(entries);
}

/** The elements that are picked close ranks. */
function pickItems(list: List, tree: PathTree, call: FunctionCall): Value | undefined {
  const items: Value[] = [];
  for (const [index, item] of itemsOf(list).entries()) {
    const branch = elementBranch(tree, index, call);
    const picked = branch && pick(item, branch, call);
    if (picked !== undefined) items.push(picked);
  }
  return items.length === 0 ? undefined : call.list(items);
}

/** A copy of all but what the paths lead to. */
export function omit(value: Value, tree: PathTree, call: FunctionCall): Value {
  if (isMap(value)) return omitKeys(value, tree, call);
  return isList(value) ? omitItems(value, tree, call) : value;
}

function omitKeys(map: MapLike, tree: PathTree, call: FunctionCall): Value {
  const copy = call.map([]);
  const keys = mapKeys(map);
  call.charge(keys.length);
  call.chargeElements(keys.length);
  for (const key of keys) {
    const branch = typeof key === "string" ? tree.branches.get(key) : undefined;
    const mapKey = toMapKey(key);
    const entry = mapGet(map, key);
    if (branch?.isEnd || mapKey === undefined || entry === undefined) continue;
    copy.set(mapKey, key, branch === undefined ? call.copy(entry) : omit(entry, branch, call));
  }
  return copy;
}

function omitItems(list: List, tree: PathTree, call: FunctionCall): Value {
  const items: Value[] = [];
  for (const [index, item] of itemsOf(list).entries()) {
    const branch = elementBranch(tree, index, call);
    if (branch === undefined) items.push(call.copy(item));
    else if (!branch.isEnd) items.push(omit(item, branch, call));
  }
  return call.list(items);
}

/** What the paths say about an element of a list, by its index and by `*`. */
function elementBranch(tree: PathTree, index: number, call: FunctionCall): PathTree | undefined {
  call.charge(1);
  const own = tree.branches.get(String(index));
  const every = tree.branches.get(everyElement);
  return own && every ? joined(own, every, call) : (own ?? every);
}

function joined(left: PathTree, right: PathTree, call: FunctionCall): PathTree {
  call.charge(left.branches.size + right.branches.size);
  const branches = new Map(left.branches);
  for (const [key, branch] of right.branches) {
    const other = branches.get(key);
    branches.set(key, other === undefined ? branch : joined(other, branch, call));
  }
  return { isEnd: left.isEnd || right.isEnd, branches };
}
