import { fn } from "../values/function.js";
import { isMap, mapGet, mapKeys } from "../values/map.js";
import { anyType } from "../values/parameter-type.js";
import { UndefinedValue } from "../values/undefined.js";
import { kindOf, type Value } from "../values/value.js";

/** `keys(map)`: the keys, in the order of iteration. */
export const keys = fn({ map: anyType }, anyType, ({ map }, call) => {
  if (map instanceof UndefinedValue) return map;
  if (!isMap(map)) return call.fail("argument-type", "keys", "map", kindOf(map));
  return call.list([...mapKeys(map)]);
});

/** `values(map)`: the values, in the order of their keys. */
export const values = fn({ map: anyType }, anyType, ({ map }, call) => {
  if (map instanceof UndefinedValue) return map;
  if (!isMap(map)) return call.fail("argument-type", "values", "map", kindOf(map));
  return call.list(mapKeys(map).map((key) => mapGet(map, key) as Value));
});
