import { POLICY_KINDS } from "../../../domain/policies/policy.js";
import type {
  PolicyEvaluation,
  PolicyEvaluationStatus,
} from "../../../domain/task-stages/policy-evaluation.js";
import type { OutcomeCounts } from "../../../domain/task-stages/policy-set-outcome.js";
import { resource, toOne } from "../documents.js";
import { mapOf, object, oneOf, type Static, text, textOrNull, time, whole } from "../schemas.js";
import { encodeStatusTimes, encodeTime } from "../timestamps.js";

const STATUSES = [
  "pending",
  "queued",
  "running",
  "passed",
  "failed",
  "overridden",
  "errored",
  "canceled",
  "unreachable",
] as const satisfies readonly PolicyEvaluationStatus[];

const STATUS_TIME_KEYS = {
  pending: "pending-at",
  queued: "queued-at",
  running: "running-at",
  passed: "passed-at",
  failed: "failed-at",
  overridden: "overridden-at",
  errored: "errored-at",
  canceled: "canceled-at",
  unreachable: "unreachable-at",
} as const;

export const resultCount = object(
  {
    passed: whole(),
    "advisory-failed": whole(),
    "mandatory-failed": whole(),
    errored: whole(),
  },
  { title: "PolicyResultCount" },
);

export const policyEvaluationResource = resource("PolicyEvaluation", "policy-evaluations", {
  attributes: object({
    status: oneOf(STATUSES),
    "policy-kind": oneOf(POLICY_KINDS),
    "policy-tool-version": textOrNull({ description: "What carried it out, once that is known." }),
    "result-count": resultCount,
    "status-timestamps": mapOf(time()),
    "created-at": time(),
    "updated-at": time(),
  }),
  relationships: object({
    "policy-attachable": toOne("task-stages"),
    "policy-set-outcomes": object({ links: object({ related: text() }) }),
  }),
  links: object({ self: text() }),
});

export function encodePolicyEvaluation(
  evaluation: PolicyEvaluation,
): Static<typeof policyEvaluationResource> {
  const self = `/api/v2/policy-evaluations/${evaluation.id}`;
  return {
    id: evaluation.id,
    type: "policy-evaluations",
    attributes: {
      status: evaluation.status,
      "policy-kind": evaluation.kind,
      "policy-tool-version": evaluation.toolVersion,
      "result-count": encodeCounts(evaluation.counts),
      "status-timestamps": encodeStatusTimes(evaluation.statusTimes, STATUS_TIME_KEYS),
      "created-at": encodeTime(evaluation.createdAt),
      "updated-at": encodeTime(evaluation.updatedAt),
    },
    relationships: {
      "policy-attachable": { data: { id: evaluation.stageId, type: "task-stages" } },
      "policy-set-outcomes": { links: { related: `${self}/policy-set-outcomes` } },
    },
    links: { self },
  };
}

export function encodeCounts(counts: OutcomeCounts): Static<typeof resultCount> {
  return {
    passed: counts.passed,
    "advisory-failed": counts.advisoryFailed,
    "mandatory-failed": counts.mandatoryFailed,
    errored: counts.errored,
  };
}
