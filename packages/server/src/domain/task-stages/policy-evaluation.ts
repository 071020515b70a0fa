import type { Instant } from "../clock.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { PolicyKind } from "../policies/policy.js";
import type { EvaluatedSet } from "../policy-sets/enforcement.js";
import type { RunId } from "../runs/run.js";
import { NO_OUTCOMES, type OutcomeCounts } from "./policy-set-outcome.js";
import type { TaskStageId } from "./task-stage.js";

export type PolicyEvaluationId = string;

/** COMPAT (Policy Evaluations API): these names and no others. */
export type PolicyEvaluationStatus =
  | "pending"
  | "queued"
  | "running"
  | "passed"
  | "failed"
  | "overridden"
  | "errored"
  | "canceled"
  | "unreachable";

/** All sets of one kind, evaluated in a stage of a run. */
export interface PolicyEvaluation {
  readonly id: PolicyEvaluationId;
  readonly stageId: TaskStageId;
  readonly runId: RunId;
  readonly organization: OrganizationName;
  readonly kind: PolicyKind;
  readonly status: PolicyEvaluationStatus;
  /** When each status was reached. */
  readonly statusTimes: Partial<Record<PolicyEvaluationStatus, Instant>>;
  /** What carried it out; null until then. */
  readonly toolVersion: string | null;
  /** INVARIANT: fixed when the evaluation begins; the code of a policy is what it is at evaluation. */
  readonly policySets: readonly EvaluatedSet[];
  /** All zero until the evaluation is finished. */
  readonly counts: OutcomeCounts;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export function createPolicyEvaluation(
  given: Pick<
    PolicyEvaluation,
    "id" | "stageId" | "runId" | "organization" | "kind" | "policySets" | "createdAt"
  >,
): PolicyEvaluation {
  return {
    ...given,
    status: "pending",
    statusTimes: { pending: given.createdAt },
    toolVersion: null,
    counts: NO_OUTCOMES,
    updatedAt: given.createdAt,
  };
}

/** Begins with the sets that are enforced now: the run may have waited long for its plan. */
export function beginEvaluation(
  evaluation: PolicyEvaluation,
  policySets: readonly EvaluatedSet[],
  now: Instant,
): PolicyEvaluation {
  return { ...reach(reach(evaluation, "queued", now), "running", now), policySets };
}

export function finishEvaluation(
  evaluation: PolicyEvaluation,
  status: "passed" | "failed" | "errored",
  outcome: Pick<PolicyEvaluation, "counts" | "toolVersion">,
  now: Instant,
): PolicyEvaluation {
  return { ...reach(evaluation, status, now), ...outcome };
}

/** What failed in a stage that was overridden; what passed stays passed. */
export function overrideEvaluation(evaluation: PolicyEvaluation, now: Instant): PolicyEvaluation {
  return evaluation.status === "failed" ? reach(evaluation, "overridden", now) : evaluation;
}

/** The run ended first. An evaluation that had not begun is unreachable, one that had is canceled. */
export function abandonEvaluation(evaluation: PolicyEvaluation, now: Instant): PolicyEvaluation {
  switch (evaluation.status) {
    case "pending":
      return reach(evaluation, "unreachable", now);
    case "queued":
    case "running":
      return reach(evaluation, "canceled", now);
    default:
      return evaluation;
  }
}

function reach(
  evaluation: PolicyEvaluation,
  status: PolicyEvaluationStatus,
  now: Instant,
): PolicyEvaluation {
  const statusTimes = { ...evaluation.statusTimes, [status]: now };
  return { ...evaluation, status, statusTimes, updatedAt: now };
}
