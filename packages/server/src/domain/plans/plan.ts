import type { BlobId } from "../blobs/blob-store.js";
import { HOUR, type Instant } from "../clock.js";
import type { PlanSummary } from "../evaluation/evaluator.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { ProjectId } from "../projects/project.js";
import type { RunId } from "../runs/run.js";
import type { StateVersionId } from "../state-versions/state-version.js";
import type { WorkspaceId } from "../workspaces/workspace.js";

export type PlanId = string;

export type PlanStatus =
  | "pending"
  | "running"
  | "finished"
  | "errored"
  | "canceled"
  | "unreachable";

/** LIMIT: larger plans are refused with 413; nothing of them is kept. */
export const PLAN_LIMIT = 256 * 1024 * 1024;

/** LIMIT: how long a plan may be uploaded after its run was created. */
export const UPLOAD_TIME = HOUR;

export interface Plan {
  readonly id: PlanId;
  readonly runId: RunId;
  /** The workspace of its run, and the project that is in now. */
  readonly workspaceId: WorkspaceId;
  readonly projectId: ProjectId;
  readonly organization: OrganizationName;
  readonly status: PlanStatus;
  /** When each status was reached. */
  readonly statusTimes: Partial<Record<PlanStatus, Instant>>;
  /** The JSON that `terraform show -json` printed; null until it arrives. */
  readonly document: BlobId | null;
  /** Null until the plan is finished. */
  readonly summary: PlanSummary | null;
  /** What was the current state of the workspace when the plan was finished; null when there was none. */
  readonly stateVersionId: StateVersionId | null;
  /** Why the plan is errored, for the person who made it. */
  readonly errorMessage: string | null;
  readonly createdAt: Instant;
}

export function createPlan(
  given: Pick<Plan, "id" | "runId" | "workspaceId" | "projectId" | "organization" | "createdAt">,
): Plan {
  return {
    ...given,
    status: "pending",
    statusTimes: { pending: given.createdAt },
    document: null,
    summary: null,
    stateVersionId: null,
    errorMessage: null,
  };
}

export function uploadDeadline(plan: Plan): Instant {
  return plan.createdAt + UPLOAD_TIME;
}

export function isAwaitingUpload(plan: Plan, now: Instant): boolean {
  return plan.status === "pending" && now < uploadDeadline(plan);
}

/**
 * COMPAT (Plans API, Retrieve the redacted JSON Execution Plan): from Terraform 0.15.2 a plan marks what
 * is sensitive in it. One that does not tell its version may be older.
 */
export function marksSensitiveValues({ terraformVersion }: PlanSummary): boolean {
  const [, ...numbers] = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:[-+]|$)/.exec(terraformVersion) ?? [];
  const [major = 0, minor = 0, patch = 0] = numbers.map(Number);
  return major > 0 || minor > 15 || (minor === 15 && patch >= 2);
}

export function receivePlan(plan: Plan, document: BlobId, now: Instant): Plan {
  return { ...reach(plan, "running", now), document };
}

export function finishPlan(
  plan: Plan,
  summary: PlanSummary,
  now: Instant,
  stateVersionId: StateVersionId | null = null,
): Plan {
  return { ...reach(plan, "finished", now), summary, stateVersionId };
}

export function failPlan(plan: Plan, errorMessage: string, now: Instant): Plan {
  return { ...reach(plan, "errored", now), errorMessage };
}

/** The run ended first. A plan that had not begun is unreachable, one that had is canceled. */
export function abandonPlan(plan: Plan, now: Instant): Plan {
  switch (plan.status) {
    case "pending":
      return reach(plan, "unreachable", now);
    case "running":
      return reach(plan, "canceled", now);
    default:
      return plan;
  }
}

function reach(plan: Plan, status: PlanStatus, now: Instant): Plan {
  return { ...plan, status, statusTimes: { ...plan.statusTimes, [status]: now } };
}
