import { failAt } from "../messages/failure.js";
import { isString, stringsEqual } from "./byte-string.js";
import { FloatValue } from "./float.js";
import { isList, itemsOf } from "./list.js";
import { isMap, mapGet, mapKeys, mapSize } from "./map.js";
import type { Meter } from "./meter.js";
import type { Value } from "./value.js";

/**
 * LIMIT: how deep a value may nest for the operations that walk all of it. A policy can make a map
 * that holds itself; without a bound, comparing or printing it would never end.
 */
export const MAX_VALUE_DEPTH = 1000;

/**
 * Whether two values, neither of them undefined, are equal. Int and float compare by value; lists
 * element by element; maps by keys and values; values of different types are never equal.
 *
 * COMPAT: published test cases force `false` for different types where the specification says
 * undefined (Language, Comparison Operators; release notes of 0.11.0).
 */
export function valuesEqual(left: Value, right: Value, meter: Meter): boolean {
  return equal(left, right, meter, 0);
}

function equal(left: Value, right: Value, meter: Meter, depth: number): boolean {
  if (left === right) return true;
  if (depth > MAX_VALUE_DEPTH) failAt(meter.site, "value-too-deep", MAX_VALUE_DEPTH);
  if (isNumeric(left) && isNumeric(right)) return compareNumbers(left, right) === 0;
  if (isString(left) && isString(right)) return stringsEqual(left, right);
  if (isList(left) && isList(right)) {
    const leftItems = itemsOf(left);
    const rightItems = itemsOf(right);
    if (leftItems.length !== rightItems.length) return false;
    meter.charge(leftItems.length);
    return leftItems.every((item, index) => {
      const other = rightItems[index];
      return other !== undefined && equal(item, other, meter, depth + 1);
    });
  }
  if (isMap(left) && isMap(right)) {
    if (mapSize(left) !== mapSize(right)) return false;
    meter.charge(mapSize(left));
    return mapKeys(left).every((key) => {
      const mine = mapGet(left, key);
      const theirs = mapGet(right, key);
      return mine !== undefined && theirs !== undefined && equal(mine, theirs, meter, depth + 1);
    });
  }
  return false;
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
