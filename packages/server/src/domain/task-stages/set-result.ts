import type { StageVerdict } from "../runs/run-machine.js";
import type { Output, PolicySetOutcome } from "./policy-set-outcome.js";

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

/** A policy in error has failed at its own level, no worse. */
function isFailing({ entries }: SetResult): boolean {
  return entries.some(({ level, status }) => level === "mandatory" && status !== "passed");
}
