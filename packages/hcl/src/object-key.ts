import type { HclName, HclValue } from "./hcl-value.js";
import { renderNumber } from "./render-number.js";
import type { Scanner } from "./scanner.js";

/**
 * A value as the key of an object, for which HCL turns numbers and bools into text. Nothing when it
 * cannot be one, which is reported.
 */
export function toObjectKey(scanner: Scanner, value: HclValue): HclName | undefined {
  const { start, end } = value;
  switch (value.kind) {
    case "string":
      return { text: value.value, start, end };
    case "bool":
      return { text: String(value.value), start, end };
    case "number": {
      const text = renderNumber(value.text);
      if (text !== undefined) return { text, start, end };
      scanner.report("key-digits", value);
      return undefined;
    }
    case "null":
    case "list":
    case "object":
      scanner.report("key-type", value, value.kind);
      return undefined;
  }
}
