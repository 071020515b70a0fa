import { parseJson, type Value } from "@portcullis/runner";

/**
 * The value of a policy set's parameter. COMPAT (Policy Set Parameters API): text that is JSON is the
 * value that it denotes, all other text is itself.
 */
export function parameterValue(text: string): Value {
  const { value, problem } = parseJson(text);
  return problem === undefined ? value : text;
}
