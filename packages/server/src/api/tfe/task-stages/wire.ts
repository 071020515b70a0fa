import type { Access } from "../../../domain/access/access.js";
import type { Actor } from "../../../domain/access/actor.js";
import { subject } from "../../../domain/access/subject.js";
import {
  isStageOverridable,
  type TaskStageStatus,
} from "../../../domain/task-stages/task-stage.js";
import type { TaskStageDetails } from "../../../domain/task-stages/task-stage-service.js";
import { resource, toMany, toOne } from "../documents.js";
import { exactly, mapOf, object, oneOf, type Static, text, time, truth } from "../schemas.js";
import { appliedOverrides, encodeApplied } from "../standing-overrides/wire.js";
import { encodeStatusTimes, encodeTime } from "../timestamps.js";

const STATUSES = [
  "pending",
  "running",
  "passed",
  "failed",
  "awaiting_override",
  "errored",
  "canceled",
  "unreachable",
] as const satisfies readonly TaskStageStatus[];

const STATUS_TIME_KEYS = {
  running: "running-at",
  passed: "passed-at",
  failed: "failed-at",
  awaiting_override: "awaiting-override-at",
  errored: "errored-at",
  canceled: "canceled-at",
  unreachable: "unreachable-at",
} as const;

export const taskStageResource = resource("TaskStage", "task-stages", {
  attributes: object({
    stage: exactly("post_plan"),
    status: oneOf(STATUSES),
    "status-timestamps": mapOf(time()),
    "created-at": time(),
    "updated-at": time(),
    permissions: object({
      "can-override-policy": truth(),
      "can-override-tasks": exactly(false),
      "can-override": truth(),
    }),
    actions: object({
      "is-overridable": truth({ description: "It waits for the decision." }),
    }),
    "standing-overrides": appliedOverrides,
  }),
  relationships: object({
    run: toOne("runs"),
    "task-results": toMany("task-results"),
    "policy-evaluations": toMany("policy-evaluations"),
  }),
  links: object({ self: text() }),
});

export function encodeTaskStage(
  { stage, run, evaluations }: TaskStageDetails,
  actor: Actor,
  access: Access,
): Static<typeof taskStageResource> {
  const mayOverride = access.permits(actor, "override", subject("run", run));
  return {
    id: stage.id,
    type: "task-stages",
    attributes: {
      stage: "post_plan",
      status: stage.status,
      "status-timestamps": encodeStatusTimes(stage.statusTimes, STATUS_TIME_KEYS),
      "created-at": encodeTime(stage.createdAt),
      "updated-at": encodeTime(stage.updatedAt),
      permissions: {
        "can-override-policy": mayOverride,
        "can-override-tasks": false,
        "can-override": mayOverride,
      },
      actions: { "is-overridable": isStageOverridable(stage) },
      ...encodeApplied(stage.standingOverrides),
    },
    relationships: {
      run: { data: { id: stage.runId, type: "runs" } },
      "task-results": { data: [] },
      "policy-evaluations": {
        data: evaluations.map(({ id }) => ({ id, type: "policy-evaluations" })),
      },
    },
    links: { self: `/api/v2/task-stages/${stage.id}` },
  };
}
