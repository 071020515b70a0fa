import { isOutOfRange } from "./convert-value.js";
import { compareDecimals, parseDecimal } from "./decimal.js";
import { findEntry, type HclNumber, type HclObject, type HclValue } from "./hcl-value.js";

/** Whether two values are equal, as `==` compares them: never across kinds, lists and objects deeply. */
export function valuesEqual(a: HclValue, b: HclValue): boolean {
  switch (a.kind) {
    case "null":
      return b.kind === "null";
    case "string":
      return b.kind === "string" && a.value === b.value;
    case "bool":
      return b.kind === "bool" && a.value === b.value;
    case "number":
      return b.kind === "number" && numbersEqual(a, b);
    case "list":
      return (
        b.kind === "list" &&
        a.items.length === b.items.length &&
        a.items.every((item, i) => valuesEqual(item, b.items[i] ?? item))
      );
    case "object":
      return b.kind === "object" && objectsEqual(a, b);
  }
}

/** Numbers out of range are reported where they stand; they are not to be written out. */
function numbersEqual(a: HclNumber, b: HclNumber): boolean {
  if (isOutOfRange(a) || isOutOfRange(b)) return false;
  return compareDecimals(parseDecimal(a.text), parseDecimal(b.text)) === 0;
}

function objectsEqual(a: HclObject, b: HclObject): boolean {
  const keys = (object: HclObject) => new Set(object.entries.map(({ key }) => key.text));
  const own = keys(a);
  if (own.size !== keys(b).size) return false;
  return [...own].every((key) => {
    const [left, right] = [findEntry(a, key), findEntry(b, key)];
    return left !== undefined && right !== undefined && valuesEqual(left.value, right.value);
  });
}
