import type { Location } from "../source/diagnostic.js";
import { EngineValue, type Value } from "./value.js";

/**
 * "Not known": a missing key, an index out of range, a failed conversion. It passes through almost
 * every operation and remembers the place where it first arose, so that a report can name it.
 *
 * Compiled code makes one for each place that can give birth to one; `unknown`, without a place, is
 * for data that comes from outside.
 */
export class UndefinedValue extends EngineValue {
  readonly kind = "undefined";
  readonly origin: Location | undefined;

  constructor(origin: Location | undefined) {
    super();
    this.origin = origin;
  }
}

/** Data from outside that is not known, such as an attribute decided only at apply. */
export const unknown = new UndefinedValue(undefined);

/** An undefined value that knows where it arose: `here`, unless it knew before. */
export function withOrigin(value: UndefinedValue, here: UndefinedValue): UndefinedValue {
  return value.origin === undefined ? here : value;
}

export function isUndefined(value: Value): value is UndefinedValue {
  return value instanceof UndefinedValue;
}
