import { byteLength, isString } from "../values/byte-string.js";
import { fn } from "../values/function.js";
import { isList, itemsOf } from "../values/list.js";
import { isMap, mapSize } from "../values/map.js";
import { anyType } from "../values/parameter-type.js";
import { UndefinedValue } from "../values/undefined.js";
import { kindOf } from "../values/value.js";

/** `length(x)`: the elements of a list or map, the bytes of a string. */
export const length = fn({ value: anyType }, anyType, ({ value }, call) => {
  if (value instanceof UndefinedValue) return value;
  if (isString(value)) return byteLength(value);
  if (isList(value)) return itemsOf(value).length;
  if (isMap(value)) {
    const size = mapSize(value);
    call.chargeScan(size);
    return size;
  }
  return call.fail("argument-type", "length", "string, list or map", kindOf(value));
});
