import type { FunctionDefinition } from "../values/function.js";
import type { Value } from "../values/value.js";
import { append } from "./append.js";
import { toBoolFunction, toFloatFunction, toIntFunction, toStringFunction } from "./conversions.js";
import { deleteKey } from "./delete.js";
import { keys, values } from "./keys.js";
import { length } from "./length.js";
import { error, print } from "./print.js";
import { range } from "./range.js";

const functions: Readonly<Record<string, FunctionDefinition>> = {
  append,
  bool: toBoolFunction,
  delete: deleteKey,
  error,
  float: toFloatFunction,
  int: toIntFunction,
  keys,
  length,
  print,
  range,
  string: toStringFunction,
  values,
};

/**
 * The names that every policy finds without declaring them. They are not reserved: a policy may make
 * a variable of the same name. `undefined`, which remembers where it stands, is the compiler's.
 */
export const predeclared: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["true", true],
  ["false", false],
  ["null", null],
  ...Object.entries(functions).map(([name, define]): [string, Value] => [name, define(name)]),
]);
