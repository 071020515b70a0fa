import { Failure } from "../messages/failure.js";
import { SourceFile } from "../source/source-file.js";
import { valuesEqual } from "./equality.js";
import { formatValue } from "./format.js";
import type { Meter } from "./meter.js";
import type { Value } from "./value.js";

// What tools do with values after a policy has ended. Nothing is charged, and a value that nests too
// deep or holds itself gives `undefined` in place of a failure.

const unmetered: Meter = {
  site: { file: new SourceFile("value", ""), span: { start: 0, end: 0 } },
  charge: () => {},
  chargeScan: () => {},
  chargeText: () => {},
};

/** Whether two values are equal to the language; false where undefined parts leave it open. */
export function equalValues(left: Value, right: Value): boolean | undefined {
  return unlessTooDeep(() => valuesEqual(left, right, unmetered));
}

/** A value as `print` writes it. */
export function printedValue(value: Value): string | undefined {
  return unlessTooDeep(() => formatValue(value, unmetered));
}

function unlessTooDeep<Result>(operation: () => Result): Result | undefined {
  try {
    return operation();
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
