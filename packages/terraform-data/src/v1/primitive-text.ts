import { isNumeric, toDouble, type Value } from "@portcullis/language";

/**
 * A number, bool or string as the text that the first generation of imports shows for it: without
 * a fraction where there is none. `undefined` for all other values.
 */
export function primitiveText(value: Value): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  return isNumeric(value) ? String(toDouble(value)) : undefined;
}
