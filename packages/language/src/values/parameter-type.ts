import { isInt } from "./arithmetic.js";
import { parseIntegerLiteral } from "./int.js";
import { isList, type List } from "./list.js";
import { isMap, type MapLike } from "./map.js";
import type { Value } from "./value.js";

/** What `convert` returns for a value that the type does not accept. */
export const mismatch = Symbol("mismatch");

/** A type that functions of imports declare for a parameter or their result. */
export interface ParameterType<Type> {
  readonly name: string;
  /** Whether a call may leave the argument out; it is `undefined` to the function then. */
  readonly optional?: boolean;
  convert(value: Value): Type | typeof mismatch;
}

// COMPAT (plugin SDK, encoding): what each type accepts, and nothing else. In particular an int
// becomes a string where one is expected, but a float, a bool or null does not.

export const anyType: ParameterType<Value> = {
  name: "any",
  convert: (value) => value,
};

export const boolType: ParameterType<boolean> = {
  name: "bool",
  convert: (value) => (typeof value === "boolean" ? value : mismatch),
};

export const stringType: ParameterType<string> = {
  name: "string",
  convert: (value) => {
    if (typeof value === "string") return value;
    return isInt(value) ? String(value) : mismatch;
  },
};

export const intType: ParameterType<number | bigint> = {
  name: "int",
  convert: (value) => {
    if (isInt(value)) return value;
    return typeof value === "string" ? (parseIntegerLiteral(value) ?? mismatch) : mismatch;
  },
};

export const listType: ParameterType<List> = {
  name: "list",
  convert: (value) => (isList(value) ? value : mismatch),
};

export const mapType: ParameterType<MapLike> = {
  name: "map",
  convert: (value) => (isMap(value) ? value : mismatch),
};

/** A last parameter that a call may leave out. */
export function optional<Type>(type: ParameterType<Type>): ParameterType<Type | undefined> {
  return { ...type, optional: true };
}
