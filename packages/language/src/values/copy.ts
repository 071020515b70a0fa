import { failAt } from "../messages/failure.js";
import { MAX_VALUE_DEPTH } from "./equality.js";
import { isList, itemsOf, ListValue } from "./list.js";
import { isMap, MapValue, mapGet, mapKeys } from "./map.js";
import { toMapKey } from "./map-key.js";
import type { Meter } from "./meter.js";
import { receiverOf } from "./receiver.js";
import type { Region } from "./region.js";
import type { Value } from "./value.js";

/**
 * A copy of a value, collections within it included, that may be changed. `chargeElements` is told
 * the number of elements of each collection before it is copied, and what `isShared` accepts is
 * not copied. A collection that the value holds in several places is one in the copy as well: a map
 * that holds itself a hundred times over takes no longer to copy than any other one.
 */
export function copyValue(
  value: Value,
  region: Region,
  meter: Meter,
  chargeElements: (count: number) => void,
  isShared: (value: Value) => boolean = () => false,
): Value {
  // Data from outside holds nothing twice, so only what a policy made needs to be remembered.
  const copies = new Map<ListValue | MapValue, ListValue | MapValue>();
  const begin = <Copy extends ListValue | MapValue>(original: Value, size: number, copy: Copy) => {
    meter.charge(size);
    chargeElements(size);
    if (original instanceof ListValue || original instanceof MapValue) copies.set(original, copy);
    return copy;
  };
  const copy = (original: Value, depth: number): Value => {
    if (depth > MAX_VALUE_DEPTH) failAt(meter.site, "value-too-deep", MAX_VALUE_DEPTH);
    if (isShared(original)) return original;
    const known = copies.get(original as ListValue | MapValue);
    if (known !== undefined) return known;
    if (isList(original)) {
      const items = itemsOf(original);
      const list = begin(original, items.length, new ListValue([], region));
      for (const item of items) list.append(copy(item, depth + 1));
      return list;
    }
    if (isMap(original)) {
      const keys = mapKeys(original);
      const map = begin(original, keys.length, new MapValue(region, receiverOf(original)));
      for (const key of keys) {
        const mapKey = toMapKey(key);
        const entry = mapGet(original, key);
        if (mapKey !== undefined && entry !== undefined)
          map.set(mapKey, key, copy(entry, depth + 1));
      }
      return map;
    }
    return original;
  };
  return copy(value, 0);
}
