import {
  compareUtf8,
  type FunctionCall,
  formatValue,
  isFunction,
  isList,
  isMap,
  isNumeric,
  isString,
  isUndefined,
  itemsOf,
  mapGet,
  mapKeys,
  textOf,
  toDouble,
  type Value,
} from "@portcullis/language";

/** LIMIT: how deep a value may nest; one that holds itself would never end. */
const MAX_NESTING = 1000;

/**
 * The JSON text of a value: keys sorted, no white space, `<`, `>` and `&` escaped. Elements, keys
 * and values that are undefined are left out (release notes of 0.29). `undefined` for a value that
 * is undefined itself or has a function anywhere in it.
 */
export function marshalValue(value: Value, call: FunctionCall): string | undefined {
  try {
    return isUndefined(value) ? undefined : marshal(value, call, 0);
  } catch (error) {
    if (error instanceof FunctionFound) return undefined;
    throw error;
  }
}

class FunctionFound extends Error {}

function marshal(value: Value, call: FunctionCall, depth: number): string {
  if (depth > MAX_NESTING) call.fail("value-too-deep", MAX_NESTING);
  if (isFunction(value)) throw new FunctionFound();
  if (isString(value)) return grown(quote(textOf(value)), call);
  if (isNumeric(value)) return marshalNumber(value, call);
  if (isList(value)) {
    const items = itemsOf(value).filter((item) => !isUndefined(item));
    call.charge(items.length);
    return grown(`[${items.map((item) => marshal(item, call, depth + 1)).join(",")}]`, call);
  }
  if (isMap(value)) {
    const entries: [key: string, text: string][] = [];
    call.charge(mapKeys(value).length);
    for (const key of mapKeys(value)) {
      const entry = mapGet(value, key);
      if (entry === undefined || isUndefined(entry)) continue;
      entries.push([formatValue(key, call), marshal(entry, call, depth + 1)]);
    }
    entries.sort(([a], [b]) => compareUtf8(a, b));
    return grown(`{${entries.map(([key, text]) => `${quote(key)}:${text}`).join(",")}}`, call);
  }
  return String(value);
}

/** A collection may hold another one many times over, so the text is charged as it grows. */
function grown(text: string, call: FunctionCall): string {
  call.chargeText(text.length);
  return text;
}

function marshalNumber(value: Parameters<typeof toDouble>[0], call: FunctionCall): string {
  if (typeof value === "bigint") return String(value);
  const double = toDouble(value);
  if (!Number.isFinite(double))
    return call.fail("function-failed", "marshal", `${double} has no form in JSON`);
  return Object.is(double, -0) ? "-0" : String(double);
}

function quote(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    return `\\u${code}`;
  });
}
