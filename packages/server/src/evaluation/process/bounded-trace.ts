import { renderTraceJson, type TraceJson } from "@portcullis/runner";

/** LIMIT: characters of JSON of one rule's value; with whole plans in it a document would be useless. */
const MAX_VALUE_CHARACTERS = 100_000;

/** A policy's trace as it is stored; a value that is too large says so in its place. */
export function boundedTrace(outcome: Parameters<typeof renderTraceJson>[0]): TraceJson {
  const trace = renderTraceJson(outcome);
  const rules = Object.entries(trace.rules).map(([name, rule]) => {
    const size = JSON.stringify(rule.value).length;
    if (size <= MAX_VALUE_CHARACTERS) return [name, rule];
    return [name, { ...rule, value: `(left out: ${size} characters of JSON)` }];
  });
  return { ...trace, rules: Object.fromEntries(rules) };
}
