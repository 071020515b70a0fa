import { failAt } from "../messages/failure.js";
import { isString, lengthInHost, type StringValue, stringsEqual } from "./byte-string.js";
import { FloatValue } from "./float.js";
import { isList, itemsOf } from "./list.js";
import { isMap, mapGet, mapHas, mapKeys, mapSize } from "./map.js";
import type { Meter } from "./meter.js";
import { UndefinedValue } from "./undefined.js";
import type { Value } from "./value.js";

/**
 * LIMIT: how deep a value may nest for the operations that walk all of it. A policy can make a map
 * that holds itself; without a bound, comparing or printing it would never end.
 */
export const MAX_VALUE_DEPTH = 1000;

/** Whether something holds, as far as that is known. */
export type Truth = boolean | UndefinedValue;

/**
 * Whether two values, neither of them undefined, are equal. Int and float compare by value; lists
 * element by element; maps by keys and values; values of different types are never equal. Elements
 * that are undefined leave it open, unless an earlier one tells the collections apart; the result is
 * the undefined element then.
 *
 * COMPAT: published test cases force `false` for different types where the specification says
 * undefined (Language, Comparison Operators; release notes of 0.11.0).
 */
export function compareValues(left: Value, right: Value, meter: Meter): Truth {
  return compareAt(left, right, meter, 0);
}

/** Whether two values are equal for certain; false where undefined parts leave it open. */
export function valuesEqual(left: Value, right: Value, meter: Meter): boolean {
  return compareValues(left, right, meter) === true;
}

function compareAt(left: Value, right: Value, meter: Meter, depth: number): Truth {
  if (depth > MAX_VALUE_DEPTH) failAt(meter.site, "value-too-deep", MAX_VALUE_DEPTH);
  if (left instanceof UndefinedValue) return left;
  if (right instanceof UndefinedValue) return right;
  if (isNumeric(left) && isNumeric(right)) return compareNumbers(left, right) === 0;
  if (isString(left) && isString(right)) return stringsEqualMetered(left, right, meter);
  if (isList(left) && isList(right)) {
    const leftItems = itemsOf(left);
    const rightItems = itemsOf(right);
    if (leftItems.length !== rightItems.length) return false;
    meter.charge(leftItems.length);
    for (let i = 0; i < leftItems.length; i++) {
      const equal = compareAt(leftItems[i] as Value, rightItems[i] as Value, meter, depth + 1);
      if (equal !== true) return equal;
    }
    return true;
  }
  if (isMap(left) && isMap(right)) {
    if (mapSize(left) !== mapSize(right)) return false;
    meter.charge(mapSize(left));
    const keys = mapKeys(left);
    if (!keys.every((key) => mapHas(right, key))) return false;
    for (const key of keys) {
      const mine = mapGet(left, key) as Value;
      const theirs = mapGet(right, key) as Value;
      const equal = compareAt(mine, theirs, meter, depth + 1);
      if (equal !== true) return equal;
    }
    return true;
  }
  return left === right;
}

function stringsEqualMetered(left: StringValue, right: StringValue, meter: Meter): boolean {
  const length = lengthInHost(left);
  if (length === lengthInHost(right)) meter.chargeScan(length);
  return stringsEqual(left, right);
}

export type NumberValue = number | bigint | FloatValue;

export function isNumeric(value: Value): value is NumberValue {
  return typeof value === "number" || typeof value === "bigint" || value instanceof FloatValue;
}

/** Negative, zero or positive; NaN when one of them is not a number. Ints turn to floats beside one. */
export function compareNumbers(left: NumberValue, right: NumberValue): number {
  if (typeof left === "bigint" && typeof right === "bigint") return compare(left, right);
  return compare(toDouble(left), toDouble(right));
}

/** The double of a number; a large int loses its lowest bits. */
export function toDouble(value: NumberValue): number {
  return value instanceof FloatValue ? value.value : Number(value);
}

function compare<Comparable extends number | bigint>(left: Comparable, right: Comparable): number {
  if (left < right) return -1;
  if (left > right) return 1;
  return left === right ? 0 : Number.NaN;
}
