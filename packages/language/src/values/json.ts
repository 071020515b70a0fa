import { ExactJsonReader } from "./exact-json-reader.js";
import type { Value } from "./value.js";

export type JsonResult =
  | { readonly value: Value; readonly problem?: never }
  | { readonly value?: never; readonly problem: JsonProblem };

/** What is wrong with a JSON text, and at which offset (UTF-16 code units, from 0). */
export interface JsonProblem {
  readonly message: string;
  readonly offset: number;
}

/**
 * Tokens that JSON.parse would read to another value than the language's: ints beyond 2^53, floats
 * without a fraction, minus zero, half of a surrogate pair. What looks like one within a string only
 * costs time.
 */
const inexact =
  /(?:^|[[:,\s])(?:-?\d{16,}|-?\d+\.(?:0+|\d{15,})|-?\d+(?:\.\d+)?[eE][+-]?\d+|-0)(?:$|[\]},\s])|\\u[dD][89a-fA-F]/;

/**
 * Reads a JSON text to a value: an integer is an int as long as it fits in 64 bits, every other
 * number a float. The result shares the engine's plain form of data, so it must not be changed.
 */
export function parseJson(text: string): JsonResult {
  if (!inexact.test(text)) {
    try {
      return { value: JSON.parse(text) as Value };
    } catch {
      // The exact reader fails as well, and says where.
    }
  }
  return new ExactJsonReader(text).read();
}
