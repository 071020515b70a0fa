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
 * not copied.
 */
export function copyValue(
  value: Value,
  region: Region,
  meter: Meter,
  chargeElements: (count: number) => void,
  isShared: (value: Value) => boolean = () => false,
): Value {
  const copy = (original: Value, depth: number): Value => {
    if (depth > MAX_VALUE_DEPTH) failAt(meter.site, "value-too-deep", MAX_VALUE_DEPTH);
    if (isShared(original)) return original;
    if (isList(original)) {
      const items = itemsOf(original);
      meter.charge(items.length);
      chargeElements(items.length);
      return new ListValue(
        items.map((item) => copy(item, depth + 1)),
        region,
      );
    }
    if (isMap(original)) {
      const keys = mapKeys(original);
      meter.charge(keys.length);
      chargeElements(keys.length);
      const map = new MapValue(region, receiverOf(original));
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
