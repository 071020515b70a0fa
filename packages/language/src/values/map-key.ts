import { ByteString, latin1 } from "./byte-string.js";
import { FloatValue } from "./float.js";
import type { Value } from "./value.js";

/**
 * A key as a JavaScript `Map` compares it: equal exactly when the language's keys are. An int and a
 * float of equal value are the same key.
 */
export type MapKey = string | number | bigint | boolean;

/** No string of the language starts with half a surrogate pair, so byte strings cannot collide. */
const byteStringPrefix = "\udc00";

/** The key that a value makes, or `undefined` if values of its kind are no keys. */
export function toMapKey(value: Value): MapKey | undefined {
  switch (typeof value) {
    case "string":
    case "number":
    case "bigint":
    case "boolean":
      return value;
    default:
      if (value instanceof FloatValue) return floatKey(value.value);
      if (value instanceof ByteString) return byteStringPrefix + latin1(value.bytes);
      return undefined;
  }
}

function floatKey(value: number): MapKey {
  // Beyond the safe range ints are held as bigint, so a float of equal value must be one too.
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value) : value + 0;
}
