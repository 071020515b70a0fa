import type { Value } from "@portcullis/language";
import { isObject, member } from "../json/json-object.js";

/** COMPAT (terraform-json, sanitize): what stands in place of a sensitive value. */
export const REDACTED = "REDACTED_SENSITIVE";

/** LIMIT: how deep masks are followed; a value that is marked further down is replaced as a whole. */
const MAX_MASK_DEPTH = 200;

/**
 * A value with everything replaced that its mask marks: `true` marks whatever stands there, null
 * included; an object or a list marks below it. What the mask names and the value lacks is left out.
 * What is not marked is shared with the original.
 */
export function applyMask(value: Value, mask: Value | undefined, depth = 0): Value {
  if (mask === true || depth > MAX_MASK_DEPTH) return REDACTED;
  if (Array.isArray(value) && Array.isArray(mask) && mask.length > 0)
    return value.map((item: Value, index) => applyMask(item, mask[index] as Value, depth + 1));
  if (isObject(value) && isObject(mask)) {
    const masked = Object.keys(mask).filter((key) => Object.hasOwn(value, key));
    if (masked.length === 0) return value;
    const replaced = masked.map((key): [string, Value] => [
      key,
      applyMask(value[key] ?? null, member(mask, key), depth + 1),
    ]);
    return { ...value, ...Object.fromEntries(replaced) };
  }
  return value;
}
