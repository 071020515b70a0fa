import type { BlobId } from "../blobs/blob-store.js";
import type { Instant } from "../clock.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { PolicySetMembers } from "../policy-sets/policy-set.js";
import type { ProjectId } from "../projects/project.js";
import type { RunId } from "../runs/run.js";
import { type AppliedOverride, withGranted } from "../standing-overrides/standing-override.js";
import type { UserId } from "../users/user.js";
import type { WorkspaceId } from "../workspaces/workspace.js";

export type PolicyCheckId = string;

/** COMPAT (Policy Checks API): these names and no others. */
export type PolicyCheckStatus =
  | "queued"
  | "passed"
  | "soft_failed"
  | "hard_failed"
  | "overridden"
  | "errored"
  | "canceled"
  | "unreachable";

/** The policies of one run, checked together. */
export interface PolicyCheck {
  readonly id: PolicyCheckId;
  readonly runId: RunId;
  /** The workspace of its run, and the project that is in now. */
  readonly workspaceId: WorkspaceId;
  readonly projectId: ProjectId;
  readonly organization: OrganizationName;
  readonly status: PolicyCheckStatus;
  /** When each status was reached. */
  readonly statusTimes: Partial<Record<PolicyCheckStatus, Instant>>;
  /** INVARIANT: fixed when the check is created; the code of a policy is what it is at evaluation. */
  readonly policySets: readonly PolicySetMembers[];
  /** Null until the check is finished, and when it could not be carried out. */
  readonly result: PolicyCheckResult | null;
  /** What a person reads; null until the check is finished. */
  readonly log: BlobId | null;
  readonly override: Override | null;
  /** What covered soft failures when the check was finished, and what its override has granted. */
  readonly standingOverrides: readonly AppliedOverride[];
  readonly createdAt: Instant;
}

export interface PolicyCheckResult {
  readonly passed: number;
  readonly advisoryFailed: number;
  readonly softFailed: number;
  readonly hardFailed: number;
  readonly durationMs: number;
  /** The report of every set and policy, as JSON. */
  readonly report: BlobId;
}

export interface Override {
  /** Null when it was not a user. */
  readonly by: UserId | null;
  readonly at: Instant;
  readonly comment: string | null;
}

export function createPolicyCheck(
  given: Pick<
    PolicyCheck,
    "id" | "runId" | "workspaceId" | "projectId" | "organization" | "policySets" | "createdAt"
  >,
): PolicyCheck {
  return {
    ...given,
    status: "queued",
    statusTimes: { queued: given.createdAt },
    result: null,
    log: null,
    override: null,
    standingOverrides: [],
  };
}

export function finishCheck(
  check: PolicyCheck,
  status: "passed" | "soft_failed" | "hard_failed" | "errored",
  outcome: Pick<PolicyCheck, "result" | "log" | "standingOverrides">,
  now: Instant,
): PolicyCheck {
  return { ...reach(check, status, now), ...outcome };
}

export function overrideCheck(
  check: PolicyCheck,
  override: Override,
  granted: readonly AppliedOverride[],
): PolicyCheck {
  const standingOverrides = withGranted(check.standingOverrides, granted);
  return { ...reach(check, "overridden", override.at), override, standingOverrides };
}

/** The run ended first. A check that nobody had begun is unreachable, one that was running canceled. */
export function abandonCheck(check: PolicyCheck, hadStarted: boolean, now: Instant): PolicyCheck {
  if (check.status !== "queued") return check;
  return reach(check, hadStarted ? "canceled" : "unreachable", now);
}

/** COMPAT (Policy Checks API): stays true after an override; nothing is left where others stood. */
export function isOverridable({ status, result }: PolicyCheck): boolean {
  if (status === "passed") return false;
  return result !== null && result.softFailed > 0 && result.hardFailed === 0;
}

function reach(check: PolicyCheck, status: PolicyCheckStatus, now: Instant): PolicyCheck {
  return { ...check, status, statusTimes: { ...check.statusTimes, [status]: now } };
}
