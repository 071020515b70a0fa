import type { Instant } from "../clock.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Override } from "../policy-checks/policy-check.js";
import type { RunId } from "../runs/run.js";
import { type AppliedOverride, withGranted } from "../standing-overrides/standing-override.js";

export type TaskStageId = string;

/** COMPAT (Task Stages API): these names and no others. */
export type TaskStageStatus =
  | "pending"
  | "running"
  | "passed"
  | "failed"
  | "awaiting_override"
  | "errored"
  | "canceled"
  | "unreachable";

/** The stage of a run between its plan and its policy check, in which policies are evaluated. */
export interface TaskStage {
  readonly id: TaskStageId;
  readonly runId: RunId;
  readonly organization: OrganizationName;
  readonly status: TaskStageStatus;
  /** When each status was reached. */
  readonly statusTimes: Partial<Record<TaskStageStatus, Instant>>;
  readonly override: Override | null;
  /** What covered failures when the stage was finished, and what its override has granted. */
  readonly standingOverrides: readonly AppliedOverride[];
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export function createTaskStage(
  given: Pick<TaskStage, "id" | "runId" | "organization" | "createdAt">,
): TaskStage {
  return {
    ...given,
    status: "pending",
    statusTimes: { pending: given.createdAt },
    override: null,
    standingOverrides: [],
    updatedAt: given.createdAt,
  };
}

export function beginStage(stage: TaskStage, now: Instant): TaskStage {
  return reach(stage, "running", now);
}

export function finishStage(
  stage: TaskStage,
  status: "passed" | "failed" | "awaiting_override" | "errored",
  standingOverrides: readonly AppliedOverride[],
  now: Instant,
): TaskStage {
  return { ...reach(stage, status, now), standingOverrides };
}

/** COMPAT (Runs API): an overridden stage has passed; what was overridden are its evaluations. */
export function overrideStage(
  stage: TaskStage,
  override: Override,
  granted: readonly AppliedOverride[],
): TaskStage {
  const standingOverrides = withGranted(stage.standingOverrides, granted);
  return { ...reach(stage, "passed", override.at), override, standingOverrides };
}

/** The run ended first. */
export function abandonStage(stage: TaskStage, now: Instant): TaskStage {
  switch (stage.status) {
    case "pending":
      return reach(stage, "unreachable", now);
    case "running":
      return reach(stage, "canceled", now);
    case "awaiting_override":
      return reach(stage, "failed", now);
    default:
      return stage;
  }
}

export function isStageOverridable({ status }: TaskStage): boolean {
  return status === "awaiting_override";
}

function reach(stage: TaskStage, status: TaskStageStatus, now: Instant): TaskStage {
  const statusTimes = { ...stage.statusTimes, [status]: now };
  return { ...stage, status, statusTimes, updatedAt: now };
}
