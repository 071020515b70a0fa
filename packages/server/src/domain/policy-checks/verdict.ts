import type { EnforcementLevel } from "../enforcement-level.js";
import type { PolicyCheckReport, PolicySetReport } from "../evaluation/evaluator.js";
import type { PolicySetMembers } from "../policy-sets/policy-set.js";
import type { Verdict } from "../runs/run-machine.js";
import { type PolicyInSet, policyInSet } from "../standing-overrides/standing-override.js";
import type { PolicyCheckResult } from "./policy-check.js";

type Report = Extract<PolicyCheckReport, { readonly outcome: "report" }>;

export type Counts = Omit<PolicyCheckResult, "durationMs" | "report">;

export function countPolicies(report: Report): Counts {
  const policies = report.sets.flatMap((set) => set.policies);
  const failedAt = (level: string) =>
    policies.filter((policy) => !policy.passed && policy.level === level).length;
  return {
    passed: policies.filter((policy) => policy.passed).length,
    advisoryFailed: failedAt("advisory"),
    softFailed: failedAt("soft-mandatory"),
    hardFailed: failedAt("hard-mandatory"),
  };
}

/** What a report means for the run. A policy in error has failed at its own level, no worse. */
export function verdictOf(report: Report): Verdict {
  if (report.sets.some((set) => set.error !== null)) return "errored";
  const { hardFailed, softFailed } = countPolicies(report);
  if (hardFailed > 0) return "hard_failed";
  return softFailed > 0 ? "soft_failed" : "passed";
}

/** What can be overridden of a finished check, in the order of its report. */
export function softFailures(
  sets: readonly PolicySetMembers[],
  reports: readonly PolicySetReport[],
): PolicyInSet[] {
  return sets.flatMap((set, index) =>
    (reports[index]?.policies ?? [])
      .filter(({ passed, level }) => !passed && level === "soft-mandatory")
      .map(({ name }) => policyInSet(set, name)),
  );
}

/**
 * Why a report does not answer a request; null when it does.
 *
 * INVARIANT: a policy that was asked for and is missing from the report never counts as passed.
 */
export function mismatch(
  request: { readonly sets: readonly Asked[] },
  report: { readonly sets: readonly Answered[] },
): string | null {
  const isAnswered =
    request.sets.length === report.sets.length &&
    request.sets.every((asked, index) => answers(asked, report.sets[index]));
  return isAnswered ? null : "the evaluator answered for other policies than it was asked about";
}

/** A set of a request, and one of a report, as far as one must answer the other. */
interface Asked {
  readonly name: string;
  readonly policies: readonly { readonly name: string; readonly level: EnforcementLevel }[];
}
type Answered = Asked & { readonly error: string | null };

function answers(asked: Asked, given: Answered | undefined): boolean {
  if (given === undefined || given.name !== asked.name) return false;
  if (given.error !== null) return true;
  return (
    given.policies.length === asked.policies.length &&
    asked.policies.every(({ name, level }, index) => {
      const policy = given.policies[index];
      return policy?.name === name && policy.level === level;
    })
  );
}
