import type { FunctionValue } from "./function.js";

/**
 * A value of the language, as the engine holds it:
 *
 * | language  | held as                                                                        |
 * |-----------|--------------------------------------------------------------------------------|
 * | bool      | `boolean`                                                                      |
 * | int       | `number` that is a safe integer, `bigint` beyond                               |
 * | float     | `number` with a fraction, `FloatValue` for all others (2.0, NaN, infinities)   |
 * | string    | `string`, `ByteString` where the bytes are not valid UTF-8                     |
 * | list      | `ListValue` made by a policy; an array where the data came from outside        |
 * | map       | `MapValue` made by a policy; a plain object or `SharedMap` from outside        |
 * | null      | `null`                                                                         |
 * | undefined | `UndefinedValue`, which knows where it arose                                   |
 * | function  | `FunctionValue`                                                                |
 * | rule      | never seen by an expression: reading a name yields the rule's value            |
 *
 * INVARIANT: arrays and plain objects are never changed after they were handed to the engine. They
 * are shared by all evaluations of a run; a policy that writes to one gets a copy of its own first
 * (see region.ts). JavaScript's own `undefined` is not a value; it stands for "no variable yet".
 */
export type Value =
  | boolean
  | number
  | bigint
  | string
  | null
  | EngineValue
  | readonly Value[]
  | { readonly [key: string]: Value };

export type ValueKind =
  | "bool"
  | "int"
  | "float"
  | "string"
  | "list"
  | "map"
  | "null"
  | "undefined"
  | "function";

/** The base of every value that is an object of the engine's own. */
export abstract class EngineValue {
  abstract readonly kind: ValueKind;
}

export function kindOf(value: Value): ValueKind {
  switch (typeof value) {
    case "boolean":
      return "bool";
    case "string":
      return "string";
    case "number":
      return Number.isInteger(value) ? "int" : "float";
    case "bigint":
      return "int";
    default:
      if (value === null) return "null";
      if (value instanceof EngineValue) return value.kind;
      return Array.isArray(value) ? "list" : "map";
  }
}

export function isFunction(value: Value): value is FunctionValue {
  return value instanceof EngineValue && value.kind === "function";
}
