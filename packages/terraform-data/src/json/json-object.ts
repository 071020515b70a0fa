import { EngineValue, isNumeric, type Value } from "@portcullis/language";

/** An object as JSON has it. */
export interface JsonObject {
  readonly [key: string]: Value;
}

export function isObject(value: Value | undefined): value is JsonObject {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof EngineValue)
  );
}

/** A member of an object; data may have keys such as "constructor", so only its own count. */
export function member(object: JsonObject, key: string): Value | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** How messages name the type of a JSON value. */
export function describeType(value: Value): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "string") return "a string";
  if (typeof value === "boolean") return "a boolean";
  return isNumeric(value) ? "a number" : "an object";
}
