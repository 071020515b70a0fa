import { parseJson, type Value } from "@portcullis/runner";

/**
 * The value of a policy set's parameter. COMPAT (Policy Set Parameters API): text that is JSON is the
 * value that it denotes, all other text is itself.
 */
export function parameterValue(text: string): Value {
  const { value, problem } = parseJson(text);
  return problem === undefined ? value : text;
}

/** A sensitive value, and every text and number in it: what nobody may see of it. */
export function textsOf({ value }: { readonly value: string }): string[] {
  const texts = new Set([value]);
  const add = (part: unknown): void => {
    if (typeof part === "string") texts.add(part);
    else if (typeof part === "object" && part !== null) Object.values(part).forEach(add);
  };
  if (parseJson(value).problem === undefined) {
    add(JSON.parse(value));
    // As they are written: JavaScript's own numbers would not hold all of their digits.
    for (const [number] of value.matchAll(/-?\d[\d.eE+-]*/g)) texts.add(number);
  }
  return [...texts];
}
