import { fn } from "../values/function.js";
import { MapValue } from "../values/map.js";
import { toMapKey } from "../values/map-key.js";
import { anyType, mapType } from "../values/parameter-type.js";
import { SealedWrite } from "../values/region.js";
import { kindOf } from "../values/value.js";

/** `delete(map, key)`: removes a key, in place; nothing happens if it is absent (Language, Maps). */
export const deleteKey = fn({ map: mapType, key: anyType }, anyType, ({ map, key }, call) => {
  const mapKey = toMapKey(key);
  if (mapKey === undefined) return call.fail("map-key-type", kindOf(key));
  if (!(map instanceof MapValue)) throw new SealedWrite();
  map.delete(mapKey);
  return call.undefined();
});
