import { parseJson, toFloat, type Value } from "@portcullis/language";

/**
 * The value of a parameter or global given on the command line: a number is a float, a list or
 * object in JSON is one, a quoted text forces a string, and all else is a string as it stands
 * (Commands, apply).
 */
export function parseGivenValue(text: string): Value {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return toFloat(Number(text));
  if (/^\s*["[{]/.test(text)) {
    const { value, problem } = parseJson(text);
    if (problem === undefined) return value;
  }
  return text;
}

export function parseGivenValues(texts: ReadonlyMap<string, string>): Map<string, Value> {
  return new Map([...texts].map(([name, text]) => [name, parseGivenValue(text)]));
}
