import type { PolicyResult } from "../evaluate-policy.js";
import type { Json } from "./json.js";
import { renderTraceJson } from "./trace-json.js";

/** Milliseconds as JSON has them. COMPAT: Go writes its durations as whole nanoseconds. */
export function toNanoseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1e6);
}

/** What `apply -json` prints. COMPAT (Commands, apply: JSON output; release notes of 0.20 to 0.25). */
export function renderApplyJson(
  results: readonly PolicyResult[],
  warnings: readonly string[],
  passed: boolean,
): Json {
  const policies = results.map(renderPolicy);
  const errors = policies.flatMap(({ error }) => (error === null ? [] : [error]));
  return {
    duration: policies.reduce((sum, { duration }) => sum + duration, 0),
    error: errors[0] ?? null,
    policies,
    result: passed,
    warnings: warnings.length === 0 ? null : [...warnings],
  };
}

function renderPolicy({ policy, outcome }: PolicyResult) {
  const trace = renderTraceJson(outcome);
  return {
    duration: toNanoseconds(outcome.cost.milliseconds),
    enforcement_level: policy.enforcementLevel,
    error: trace.error,
    policy: policy.fileName,
    result: trace.result,
    trace,
  };
}
