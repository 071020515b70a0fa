import type { Outcome } from "@portcullis/language";
import { jsonText } from "./json.js";
import { renderTraceJson, type TraceJson } from "./trace-json.js";

/** LIMIT: characters of JSON of one rule's value; with whole plans in it a document would be useless. */
const MAX_VALUE_CHARACTERS = 100_000;

/** The trace of one policy of many; a value that is too large says so in its place. */
export function renderBoundedTrace(outcome: Outcome): TraceJson {
  const trace = renderTraceJson(outcome);
  const rules = Object.entries(trace.rules).map(([name, rule]) => {
    const size = jsonText(rule.value).length;
    if (size <= MAX_VALUE_CHARACTERS) return [name, rule];
    return [name, { ...rule, value: `(left out: ${size} characters of JSON)` }];
  });
  return { ...trace, rules: Object.fromEntries(rules) };
}
