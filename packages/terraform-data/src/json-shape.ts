import { EngineValue, isInt, isNumeric, type Value } from "@portcullis/language";

/** An object as JSON has it. */
export interface JsonObject {
  readonly [key: string]: Value;
}

/** Thrown where a document is not of the shape that Terraform writes; see `PlanResult`. */
export class ShapeError extends Error {
  /** The place, such as `resource_changes[3].change`. */
  readonly path: string;

  constructor(path: string, found: Value | undefined, expected: string) {
    super(found === undefined ? "is missing" : `is ${describe(found)}, expected ${expected}`);
    this.path = path;
  }
}

/** How messages name the type of a JSON value. */
function describe(value: Value): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "string") return "a string";
  if (typeof value === "boolean") return "a boolean";
  return isNumeric(value) ? "a number" : "an object";
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

// Each reads a member that may be absent: what is absent or null takes the given zero value, what
// is of another type is an error that names the place.

export function objectAt(object: JsonObject, key: string, path: string): JsonObject {
  const value = member(object, key) ?? {};
  if (!isObject(value)) throw new ShapeError(join(path, key), value, "an object");
  return value;
}

export function listAt(object: JsonObject, key: string, path: string): readonly Value[] {
  const value = member(object, key) ?? [];
  if (!Array.isArray(value)) throw new ShapeError(join(path, key), value, "an array");
  return value;
}

export function stringAt(object: JsonObject, key: string, path: string): string {
  const value = member(object, key) ?? "";
  if (typeof value !== "string") throw new ShapeError(join(path, key), value, "a string");
  return value;
}

export function booleanAt(object: JsonObject, key: string, path: string): boolean {
  const value = member(object, key) ?? false;
  if (typeof value !== "boolean") throw new ShapeError(join(path, key), value, "a boolean");
  return value;
}

/** The key of an instance: a number with `count`, a string with `for_each`, null without either. */
export function indexAt(object: JsonObject, key: string, path: string): Value {
  const value = member(object, key) ?? null;
  if (value !== null && typeof value !== "string" && !isInt(value))
    throw new ShapeError(join(path, key), value, "an integer or a string");
  return value;
}

/** An object that an element of a list must be. */
export function elementObject(value: Value | undefined, path: string): JsonObject {
  if (!isObject(value)) throw new ShapeError(path, value, "an object");
  return value;
}

export function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
