import {
  type FunctionCall,
  isList,
  isMap,
  isUndefined,
  itemsOf,
  kindOf,
  type List,
  type MapLike,
  mapGet,
  mapKeys,
  quote,
  toMapKey,
  type Value,
} from "@portcullis/language";
import { everyElement, listIndex, type Path } from "./path.js";

/** A copy of `target` in which the path leads to `value`; maps on the way are made where there are none. */
export function setPath(
  target: Value,
  path: Path,
  value: Value,
  call: FunctionCall,
  at = 0,
): Value {
  const key = path[at];
  if (key === undefined) return value;
  call.charge(1);
  const next = (inner: Value | undefined): Value =>
    setPath(inner ?? null, path, value, call, at + 1);
  if (isMap(target)) return setKey(target, key, next, call);
  if (isList(target)) return setItems(target, key, next, call);
  if (target === null || isUndefined(target)) return call.map([[key, next(null)]]);
  const found = `${quote(path.slice(0, at).join("."))} is of type ${kindOf(target)}`;
  return call.fail("function-failed", "set", `${found}, which cannot have a ${quote(key)}`);
}

function setKey(
  map: MapLike,
  key: string,
  next: (inner: Value | undefined) => Value,
  call: FunctionCall,
): Value {
  const copy = call.map([]);
  call.chargeElements(mapKeys(map).length + 1);
  for (const other of mapKeys(map)) {
    const mapKey = toMapKey(other);
    const entry = mapGet(map, other);
    if (mapKey === undefined || entry === undefined) continue;
    copy.set(mapKey, other, other === key ? next(entry) : call.copy(entry));
  }
  if (!copy.has(key)) copy.set(key, key, next(undefined));
  return copy;
}

function setItems(
  list: List,
  key: string,
  next: (inner: Value | undefined) => Value,
  call: FunctionCall,
): Value {
  const items = itemsOf(list);
  const index = listIndex(key);
  if (key !== everyElement && (index === undefined || index >= items.length))
    call.fail("function-failed", "set", `${quote(key)} is no index of a list of ${items.length}`);
  return call.listOf(items.length, (position) => {
    const item = items[position] ?? null;
    return key === everyElement || position === index ? next(item) : call.copy(item);
  });
}
