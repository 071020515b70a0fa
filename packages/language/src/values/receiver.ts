import type { FunctionValue } from "./function.js";
import { MapValue, SharedMap } from "./map.js";
import type { Value } from "./value.js";

/**
 * A map of an import on which a policy can call methods: `time.now`, `decimal.new(1)`. To everything
 * but a call it is a map of its keys, and its methods are not among them.
 *
 * A policy that writes to one writes to a copy, which keeps the methods: they work on the receiver as
 * the import made it, whatever the copy says.
 */
export abstract class Receiver extends SharedMap {
  /** The method of that name, bound to this receiver. */
  abstract findMethod(name: string): FunctionValue | undefined;
}

/** What the methods of a map work on; `undefined` for a value without methods. */
export function receiverOf(value: Value): Receiver | undefined {
  if (value instanceof Receiver) return value;
  return value instanceof MapValue ? value.receiver : undefined;
}
