import { toNanoseconds } from "../report/apply-json.js";
import type { Json } from "../report/json.js";
import type { CaseReport } from "./case-report.js";
import type { PolicyReport } from "./policy-report.js";

/** What `test -json` prints. COMPAT (Commands, test: JSON output; release notes of 0.25). */
export function renderTestJson(policies: readonly PolicyReport[], milliseconds: number): Json {
  return {
    duration: toNanoseconds(milliseconds),
    policies: Object.fromEntries(policies.map((policy) => [policy.path, policyJson(policy)])),
  };
}

function policyJson({ path, status, cases }: PolicyReport): Json {
  const errors = [...new Set(cases.flatMap(({ policyErrors }) => policyErrors))];
  return {
    path,
    status: errors.length > 0 ? "ERROR" : status,
    errors: orNull(errors),
    cases: Object.fromEntries(cases.map((each) => [each.path, caseJson(each)])),
  };
}

function caseJson(report: CaseReport): Json {
  const { path, status, problems, traceJson, ruleDetail, warnings, isLegacy } = report;
  return {
    path,
    status,
    errors: status === "ERROR" ? orNull(problems) : null,
    trace: traceJson ?? null,
    rule_detail: ruleDetail,
    config_warnings: orNull(warnings),
    config_legacy: isLegacy,
    duration: toNanoseconds(report.milliseconds),
  };
}

function orNull(texts: readonly string[]): string[] | null {
  return texts.length === 0 ? null : [...texts];
}
