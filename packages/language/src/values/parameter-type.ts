import { isInt } from "./arithmetic.js";
import { isString, type StringValue, textOf } from "./byte-string.js";
import type { FunctionValue } from "./function.js";
import { parsePrefixedInt } from "./int.js";
import { isList, type List } from "./list.js";
import { isMap, type MapLike } from "./map.js";
import { isFunction, type Value } from "./value.js";

/** What `convert` returns for a value that the type does not accept. */
export const mismatch = Symbol("mismatch");

/** A type that functions of imports declare for a parameter or their result. */
export interface ParameterType<Type> {
  readonly name: string;
  /** Whether a call may leave the argument out; it is `undefined` to the function then. */
  readonly optional?: boolean;
  /** Whether it takes all arguments that are left; `convert` is asked about each. */
  readonly rest?: boolean;
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

/** A text; bytes that are no UTF-8 become the replacement character. */
export const stringType: ParameterType<string> = {
  name: "string",
  convert: (value) => {
    if (isString(value)) return textOf(value);
    return isInt(value) ? String(value) : mismatch;
  },
};

/** A string for functions that work on bytes and must not lose any. */
export const bytesType: ParameterType<StringValue> = {
  name: "string",
  convert: (value) => (isString(value) ? value : stringType.convert(value)),
};

export const intType: ParameterType<number | bigint> = {
  name: "int",
  convert: (value) => {
    if (isInt(value)) return value;
    return typeof value === "string" ? (parsePrefixedInt(value) ?? mismatch) : mismatch;
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

export const functionType: ParameterType<FunctionValue> = {
  name: "function",
  convert: (value) => (isFunction(value) ? value : mismatch),
};

/** Any number of last arguments, each of that type; an array of them to the function. */
export function rest<Type>(type: ParameterType<Type>): ParameterType<readonly Type[]> {
  return { ...(type as ParameterType<never>), rest: true };
}

/** A last parameter that a call may leave out. */
export function optional<Type>(type: ParameterType<Type>): ParameterType<Type | undefined> {
  return { ...type, optional: true };
}
