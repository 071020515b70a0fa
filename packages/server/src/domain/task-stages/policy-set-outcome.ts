import type { BlobId } from "../blobs/blob-store.js";
import type { OpaLevel } from "../enforcement-level.js";
import type { PolicyEvaluationId } from "./policy-evaluation.js";

export type PolicySetOutcomeId = string;

/** What came of one policy set in an evaluation. */
export interface PolicySetOutcome {
  readonly id: PolicySetOutcomeId;
  readonly evaluationId: PolicyEvaluationId;
  /** Its place in the evaluation, from 0. */
  readonly position: number;
  readonly setName: string;
  readonly setDescription: string | null;
  readonly isOverridable: boolean;
  readonly toolVersion: string | null;
  /**
   * What went wrong with the set or with policies of it, each on a line of its own, what follows a line
   * indented; empty when nothing did.
   */
  readonly error: string;
  readonly entries: readonly OutcomeEntry[];
  /** An `Output` as JSON; null when nothing was printed. */
  readonly output: BlobId | null;
}

/** What the policies of an outcome printed: a list of lines for each of its entries. */
export type Output = readonly (readonly string[])[];

export const OUTCOME_STATUSES = ["passed", "failed", "errored"] as const;
export type OutcomeStatus = (typeof OUTCOME_STATUSES)[number];

/** What came of one policy. */
export interface OutcomeEntry {
  readonly policyName: string;
  /** COMPAT (Policy Evaluations API): soft and hard are both mandatory here. */
  readonly level: OpaLevel;
  readonly status: OutcomeStatus;
  /** What was asked of an OPA policy; null for Sentinel. */
  readonly query: string | null;
  readonly description: string;
}

export interface OutcomeCounts {
  readonly passed: number;
  readonly advisoryFailed: number;
  readonly mandatoryFailed: number;
  readonly errored: number;
}

export const NO_OUTCOMES: OutcomeCounts = {
  passed: 0,
  advisoryFailed: 0,
  mandatoryFailed: 0,
  errored: 0,
};

export function countEntries(entries: readonly OutcomeEntry[]): OutcomeCounts {
  const count = (isMeant: (entry: OutcomeEntry) => boolean) => entries.filter(isMeant).length;
  return {
    passed: count(({ status }) => status === "passed"),
    advisoryFailed: count(({ status, level }) => status === "failed" && level === "advisory"),
    mandatoryFailed: count(({ status, level }) => status === "failed" && level === "mandatory"),
    errored: count(({ status }) => status === "errored"),
  };
}

/** One condition of a filter: all that it names must hold of one entry. */
export interface OutcomeCondition {
  readonly status?: OutcomeStatus | undefined;
  readonly level?: OpaLevel | undefined;
}

/** Whether an entry of the outcome meets one of the conditions; every outcome does when there are none. */
export function meetsAny(
  { entries }: PolicySetOutcome,
  conditions: readonly OutcomeCondition[],
): boolean {
  return (
    conditions.length === 0 ||
    conditions.some(({ status, level }) =>
      entries.some(
        (entry) =>
          (status === undefined || entry.status === status) &&
          (level === undefined || shownLevel(entry) === level),
      ),
    )
  );
}

/** COMPAT (Policy Evaluations API): what ended in an error shows no level. */
export function shownLevel({ status, level }: OutcomeEntry): OpaLevel | null {
  return status === "errored" ? null : level;
}
