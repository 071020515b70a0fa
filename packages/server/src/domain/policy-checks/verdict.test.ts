import { describe, expect, it } from "vitest";
import type { SentinelLevel } from "../enforcement-level.js";
import type {
  PolicyCheckReport,
  PolicyCheckRequest,
  PolicyReport,
} from "../evaluation/evaluator.js";
import { countPolicies, mismatch, verdictOf } from "./verdict.js";

type Report = Extract<PolicyCheckReport, { outcome: "report" }>;

const policy = (name: string, level: SentinelLevel, passed: boolean): PolicyReport => ({
  name,
  level,
  passed,
  error: null,
  trace: "{}",
});
const report = (...policies: PolicyReport[]): Report => ({
  outcome: "report",
  sets: [{ name: "prod", error: null, policies }],
  log: "",
  durationMs: 1,
});

const [A, S, H] = ["advisory", "soft-mandatory", "hard-mandatory"] as const;

describe("the verdict of a report", () => {
  const cases: [string, Report, string][] = [
    ["nothing failed", report(policy("a", H, true)), "passed"],
    ["only advice failed", report(policy("a", A, false), policy("b", H, true)), "passed"],
    ["soft", report(policy("a", S, false), policy("b", A, false)), "soft_failed"],
    ["hard wins over soft", report(policy("a", S, false), policy("b", H, false)), "hard_failed"],
    [
      "a policy in error has failed at its own level",
      report({ ...policy("a", S, false), error: "a.sentinel:1:1: not a rule" }),
      "soft_failed",
    ],
    [
      "a fault of a set is worse than any policy",
      { ...report(), sets: [{ name: "prod", error: "no such module", policies: [] }] },
      "errored",
    ],
  ];
  it.each(cases)("%s", (_, given, verdict) => {
    expect(verdictOf(given)).toBe(verdict);
  });

  it("counts each policy once, at its level", () => {
    const given = report(
      policy("a", A, false),
      policy("b", S, false),
      policy("c", H, false),
      policy("d", H, true),
    );
    const counts = { passed: 1, advisoryFailed: 1, softFailed: 1, hardFailed: 1 };
    expect(countPolicies(given)).toEqual(counts);
  });
});

describe("a report that does not answer the request", () => {
  const request: Pick<PolicyCheckRequest, "sets"> = {
    sets: [
      {
        name: "prod",
        archive: null,
        parameters: [],
        policies: [{ name: "a", level: H, code: null }],
      },
    ],
  };
  const answered = report(policy("a", H, true));
  const cases: [string, Report, boolean][] = [
    ["the same policies", answered, true],
    ["a policy is missing", report(), false],
    ["a policy too many", report(policy("a", H, true), policy("b", H, true)), false],
    ["another policy", report(policy("b", H, true)), false],
    ["a weaker level", report(policy("a", A, false)), false],
    ["no set", { ...answered, sets: [] }, false],
    ["another set", { ...answered, sets: [{ name: "test", error: null, policies: [] }] }, false],
    ["a set in error", { ...answered, sets: [{ name: "prod", error: "x", policies: [] }] }, true],
  ];
  it.each(cases)("%s", (_, given, isAnswer) => {
    expect(mismatch(request, given) === null).toBe(isAnswer);
  });
});
