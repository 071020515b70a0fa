import type { Access } from "../../../domain/access/access.js";
import type { Actor } from "../../../domain/access/actor.js";
import { subject } from "../../../domain/access/subject.js";
import type { Run, RunStatus } from "../../../domain/runs/run.js";
import { isCancelable, isDiscardable } from "../../../domain/runs/run-machine.js";
import { resource, toMany, toOne, toOneOrNone } from "../documents.js";
import {
  exactly,
  list,
  mapOf,
  object,
  oneOf,
  type Static,
  text,
  textOrNull,
  time,
  truth,
} from "../schemas.js";
import { encodeStatusTimes, encodeTime } from "../timestamps.js";

const STATUSES = [
  "pending",
  "planning",
  "planned",
  "post_plan_running",
  "post_plan_awaiting_decision",
  "post_plan_completed",
  "policy_checking",
  "policy_override",
  "policy_soft_failed",
  "policy_checked",
  "planned_and_finished",
  "planned_and_saved",
  "discarded",
  "canceled",
  "errored",
] as const satisfies readonly RunStatus[];

const SOURCES = ["tfe-api", "tfe-ui", "tfe-configuration-version"] as const;

/** COMPAT (Runs API): to wait for an override also is to have soft failed; checking has no time. */
const STATUS_TIME_KEYS = {
  pending: "plan-queueable-at",
  planning: "planning-at",
  planned: "planned-at",
  post_plan_running: "post-plan-running-at",
  post_plan_awaiting_decision: "post-plan-awaiting-decision-at",
  post_plan_completed: "post-plan-completed-at",
  policy_override: "policy-soft-failed-at",
  policy_soft_failed: "policy-soft-failed-at",
  policy_checked: "policy-checked-at",
  planned_and_finished: "planned-and-finished-at",
  planned_and_saved: "planned-and-saved-at",
  discarded: "discarded-at",
  canceled: "canceled-at",
  errored: "errored-at",
} as const;

export const runResource = resource("Run", "runs", {
  attributes: object({
    status: oneOf(STATUSES),
    "status-timestamps": mapOf(time()),
    message: text(),
    source: oneOf(SOURCES),
    "trigger-reason": exactly("manual"),
    "has-changes": truth({ description: "False until the plan is finished." }),
    "is-destroy": truth(),
    "plan-only": truth(),
    "auto-apply": truth(),
    "allow-empty-apply": truth(),
    "save-plan": truth(),
    refresh: truth(),
    "refresh-only": truth(),
    "target-addrs": list(text()),
    "replace-addrs": list(text()),
    variables: list(object({ key: text(), value: text() })),
    "terraform-version": textOrNull({ description: "The one that made the plan, once known." }),
    "created-at": time(),
    actions: object({
      "is-cancelable": truth(),
      "is-confirmable": exactly(false),
      "is-discardable": truth(),
      "is-force-cancelable": exactly(false),
    }),
    permissions: object({
      "can-apply": truth(),
      "can-cancel": truth(),
      "can-comment": truth(),
      "can-discard": truth(),
      "can-force-cancel": exactly(false),
      "can-force-execute": exactly(false),
      "can-override-policy-check": truth(),
    }),
  }),
  relationships: object({
    workspace: toOne("workspaces"),
    plan: toOne("plans"),
    apply: toOne("applies"),
    "configuration-version": toOneOrNone("configuration-versions"),
    "created-by": toOneOrNone("users"),
    "policy-checks": toMany("policy-checks"),
    "task-stages": toMany("task-stages"),
    "run-events": toMany("run-events"),
    comments: toMany("comments"),
  }),
  links: object({ self: text() }),
});

export function encodeRun(run: Run, actor: Actor, access: Access): Static<typeof runResource> {
  const self = subject("run", run);
  return {
    id: run.id,
    type: "runs",
    attributes: {
      status: run.status,
      "status-timestamps": encodeStatusTimes(run.statusTimes, STATUS_TIME_KEYS),
      message: run.message,
      source: run.source,
      "trigger-reason": "manual",
      "has-changes": run.hasChanges,
      "is-destroy": run.isDestroy,
      "plan-only": run.isPlanOnly,
      "auto-apply": run.autoApply,
      "allow-empty-apply": run.allowEmptyApply,
      "save-plan": run.savePlan,
      refresh: run.refresh,
      "refresh-only": run.refreshOnly,
      "target-addrs": [...run.targetAddresses],
      "replace-addrs": [...run.replaceAddresses],
      variables: run.variables.map(({ key, value }) => ({ key, value })),
      "terraform-version": run.terraformVersion,
      "created-at": encodeTime(run.createdAt),
      actions: {
        "is-cancelable": isCancelable(run),
        "is-confirmable": false,
        "is-discardable": isDiscardable(run),
        "is-force-cancelable": false,
      },
      permissions: {
        "can-apply": access.permits(actor, "apply", self),
        "can-cancel": access.permits(actor, "cancel", self),
        "can-comment": access.permits(actor, "comment", self),
        "can-discard": access.permits(actor, "discard", self),
        "can-force-cancel": false,
        "can-force-execute": false,
        "can-override-policy-check": access.permits(actor, "override", self),
      },
    },
    relationships: {
      workspace: { data: { id: run.workspaceId, type: "workspaces" } },
      plan: { data: { id: run.planId, type: "plans" } },
      apply: { data: { id: run.applyId, type: "applies" } },
      "configuration-version": {
        data:
          run.configurationVersionId === null
            ? null
            : { id: run.configurationVersionId, type: "configuration-versions" },
      },
      "created-by": { data: run.createdBy === null ? null : { id: run.createdBy, type: "users" } },
      "policy-checks": {
        data: run.policyCheckId === null ? [] : [{ id: run.policyCheckId, type: "policy-checks" }],
      },
      "task-stages": {
        data: run.taskStageId === null ? [] : [{ id: run.taskStageId, type: "task-stages" }],
      },
      "run-events": { data: run.eventIds.map((id) => ({ id, type: "run-events" })) },
      comments: { data: run.commentIds.map((id) => ({ id, type: "comments" })) },
    },
    links: { self: `/api/v2/runs/${run.id}` },
  };
}
