import type { Access } from "../../../domain/access/access.js";
import type { Actor } from "../../../domain/access/actor.js";
import { subject } from "../../../domain/access/subject.js";
import { type Duration, type Instant, MINUTE } from "../../../domain/clock.js";
import type { Run, RunStatus } from "../../../domain/runs/run.js";
import { isCancelable, isDiscardable } from "../../../domain/runs/run-machine.js";
import { resource, toMany, toOne, toOneOrNone } from "../documents.js";
import {
  exactly,
  list,
  mapOf,
  object,
  oneOf,
  optional,
  type Static,
  text,
  textOrNull,
  time,
  timeOrNull,
  truth,
  whole,
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
    "allow-config-generation": truth(),
    "debugging-mode": truth(),
    "invoke-action-addrs": list(text()),
    "policy-paths": list(text()),
    "created-at": time(),
    "canceled-at": timeOrNull(),
    "force-cancel-available-at": optional(
      time({ description: "Only of a run that was canceled." }),
    ),
    "position-in-queue": optional(whole({ description: "Only where the queue is listed." })),
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
      "can-force-cancel": truth(),
      "can-force-execute": truth(),
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

/** COMPAT (client for Terraform Enterprise, runs): how long after being canceled a run could be forced to. */
const COOL_OFF: Duration = 3 * MINUTE;

function encodeCancellation(canceledAt: Instant | undefined) {
  if (canceledAt === undefined) return { "canceled-at": null };
  return {
    "canceled-at": encodeTime(canceledAt),
    "force-cancel-available-at": encodeTime(canceledAt + COOL_OFF),
  };
}

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
      "allow-config-generation": run.allowConfigGeneration,
      "debugging-mode": run.debuggingMode,
      "invoke-action-addrs": [...run.invokedActions],
      "policy-paths": [...run.policyPaths],
      "created-at": encodeTime(run.createdAt),
      ...encodeCancellation(run.statusTimes.canceled),
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
        "can-force-cancel": access.permits(actor, "force cancel", self),
        "can-force-execute": access.permits(actor, "force execute", self),
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
