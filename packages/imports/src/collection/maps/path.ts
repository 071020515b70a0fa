import {
  type FunctionCall,
  isList,
  isMap,
  isUndefined,
  itemsOf,
  mapGet,
  type Value,
} from "@portcullis/language";

/** Keys that dots separate: `ingress.0.cidr_blocks`, `ingress.*.from_port`. */
export type Path = readonly string[];

/** LIMIT: keys in one path; each is a level of calls. */
const MAX_PATH_LENGTH = 500;

export const everyElement = "*";

export function parsePath(name: string, text: string, call: FunctionCall): Path {
  call.charge(text.length);
  const path = text.split(".");
  if (path.length > MAX_PATH_LENGTH)
    call.fail("function-failed", name, `a path of more than ${MAX_PATH_LENGTH} keys is too long`);
  return path;
}

/** The index that a key of a path means for a list; only digits are one. */
export function listIndex(key: string): number | undefined {
  return /^(?:0|[1-9]\d{0,14})$/.test(key) ? Number(key) : undefined;
}

/** What the path leads to from its key `at` on; `undefined` when that is nothing, or undefined. */
export function follow(value: Value, path: Path, call: FunctionCall, at = 0): Value | undefined {
  const key = path[at];
  if (key === undefined) return isUndefined(value) ? undefined : value;
  call.charge(1);
  if (isMap(value)) {
    const entry = mapGet(value, key);
    return entry === undefined ? undefined : follow(entry, path, call, at + 1);
  }
  if (!isList(value)) return undefined;
  if (key !== everyElement) {
    const item = itemsOf(value)[listIndex(key) ?? -1];
    return item === undefined ? undefined : follow(item, path, call, at + 1);
  }
  // Elements without the rest of the path are left out; when all are, the path leads nowhere.
  const found: Value[] = [];
  for (const item of itemsOf(value)) {
    const end = follow(item, path, call, at + 1);
    if (end !== undefined) found.push(end);
  }
  return found.length === 0 ? undefined : call.list(found);
}
