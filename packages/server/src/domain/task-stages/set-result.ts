import type { EvaluatedSet } from "../policy-sets/enforcement.js";
import type { StageVerdict } from "../runs/run-machine.js";
import { type PolicyInSet, policyInSet } from "../standing-overrides/standing-override.js";
import type { OutcomeEntry, Output, PolicySetOutcome } from "./policy-set-outcome.js";

/** What an evaluation found about one set, before it is recorded as an outcome. */
export interface SetResult
  extends Omit<PolicySetOutcome, "id" | "evaluationId" | "position" | "output"> {
  /** The set as a whole could not be evaluated; its policies say nothing then. */
  readonly isFaulty: boolean;
  readonly output: Output;
}

/** What the results of the sets of one evaluation make of it. */
export function evaluationStatus(sets: readonly SetResult[]): "passed" | "failed" | "errored" {
  if (sets.some(({ isFaulty }) => isFaulty)) return "errored";
  return sets.some(isFailing) ? "failed" : "passed";
}

/** What the results of all sets of a stage mean for the run. */
export function stageVerdict(sets: readonly SetResult[]): StageVerdict {
  if (sets.some(({ isFaulty }) => isFaulty)) return "errored";
  const failing = sets.filter(isFailing);
  if (failing.length === 0) return "passed";
  return failing.every(({ isOverridable }) => isOverridable) ? "overridable" : "failed";
}

/** What can be overridden of the sets of one evaluation, in the order of what came of them. */
export function overridableFailures(
  sets: readonly EvaluatedSet[],
  results: readonly Pick<PolicySetOutcome, "isOverridable" | "entries">[],
): PolicyInSet[] {
  return sets.flatMap((set, index) => {
    const { isOverridable = false, entries = [] } = results[index] ?? {};
    if (!isOverridable) return [];
    return entries.filter(hasFailed).map(({ policyName }) => policyInSet(set, policyName));
  });
}

function isFailing({ entries }: SetResult): boolean {
  return entries.some(hasFailed);
}

/** A policy in error has failed at its own level, no worse. */
function hasFailed({ level, status }: OutcomeEntry): boolean {
  return level === "mandatory" && status !== "passed";
}
