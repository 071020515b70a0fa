import type { HclObject, HclValue } from "@portcullis/hcl";
import { toFloat, type Value } from "@portcullis/language";

/**
 * The policy value of a constant.
 *
 * COMPAT (published test output): numbers of configuration files are floats; `value = 7` prints as
 * `7.000000`.
 */
export function toValue(constant: HclValue): Value {
  switch (constant.kind) {
    case "null":
      return null;
    case "string":
    case "bool":
      return constant.value;
    case "number":
      return toFloat(constant.value);
    case "list":
      return constant.items.map(toValue);
    case "object":
      return Object.fromEntries(valuesByKey(constant));
  }
}

/** The entries of an object by key; the last one of a key counts. */
export function valuesByKey(object: HclObject): Map<string, Value> {
  return new Map(object.entries.map(({ key, value }) => [key.text, toValue(value)]));
}
