import type { Instant } from "../clock.js";
import type { ConfigurationVersionId } from "../configuration-versions/configuration-version.js";
import type { Problem } from "../errors.js";
import { lineProblems } from "../names.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { PlanId } from "../plans/plan.js";
import type { PolicyCheckId } from "../policy-checks/policy-check.js";
import type { ProjectId } from "../projects/project.js";
import type { CommentId, RunEventId } from "../run-events/run-event.js";
import type { TaskStageId } from "../task-stages/task-stage.js";
import type { UserId } from "../users/user.js";
import type { WorkspaceId } from "../workspaces/workspace.js";

export type RunId = string;

/** How far a run has come. COMPAT (Runs API, Run States): these names and no others. */
export type RunStatus =
  | "pending"
  | "planning"
  | "planned"
  | "post_plan_running"
  | "post_plan_awaiting_decision"
  | "post_plan_completed"
  | "policy_checking"
  | "policy_override"
  | "policy_soft_failed"
  | "policy_checked"
  | "planned_and_finished"
  | "planned_and_saved"
  | "discarded"
  | "canceled"
  | "errored";

/** What a run is for. COMPAT (Runs API, Run Operations): these names; each run has one of them. */
export type RunOperation =
  | "plan_only"
  | "save_plan"
  | "refresh_only"
  | "destroy"
  | "empty_apply"
  | "plan_and_apply";

/** Where a run came from. COMPAT (Runs API, Run Sources). */
export type RunSource = "tfe-api" | "tfe-ui" | "tfe-configuration-version";

export interface RunVariable {
  readonly key: string;
  readonly value: string;
}

/** One plan of one workspace on its way past the policies. */
export interface Run extends RunOptions {
  readonly id: RunId;
  readonly organization: OrganizationName;
  readonly workspaceId: WorkspaceId;
  /** The project that its workspace is in now. */
  readonly projectId: ProjectId;
  readonly planId: PlanId;
  /** COMPAT (Runs API): every run names an apply, also where nothing will be applied. */
  readonly applyId: string;
  /** What its plan was made from; null when nobody said so. */
  readonly configurationVersionId: ConfigurationVersionId | null;
  /** Null until the policies are checked. */
  readonly policyCheckId: PolicyCheckId | null;
  /** The stage after its plan; null while no policy set wants one. */
  readonly taskStageId: TaskStageId | null;
  /** What happened to it, the first first. */
  readonly eventIds: readonly RunEventId[];
  /** Those of its events that have one. */
  readonly commentIds: readonly CommentId[];
  /** Null when it was not a user who created it. */
  readonly createdBy: UserId | null;
  readonly source: RunSource;
  readonly status: RunStatus;
  /** When each status was reached. */
  readonly statusTimes: Partial<Record<RunStatus, Instant>>;
  /** Whether the plan changes anything; false until it is known. */
  readonly hasChanges: boolean;
  readonly createdAt: Instant;
}

/** What the creator of a run says about it. */
export interface RunOptions {
  readonly message: string;
  readonly isDestroy: boolean;
  readonly isPlanOnly: boolean;
  readonly autoApply: boolean;
  readonly allowEmptyApply: boolean;
  readonly savePlan: boolean;
  readonly refresh: boolean;
  readonly refreshOnly: boolean;
  readonly targetAddresses: readonly string[];
  readonly replaceAddresses: readonly string[];
  readonly variables: readonly RunVariable[];
  /** Null until the plan tells it, when the creator did not. */
  readonly terraformVersion: string | null;
  readonly allowConfigGeneration: boolean;
  readonly debuggingMode: boolean;
  readonly invokedActions: readonly string[];
  readonly policyPaths: readonly string[];
}

export type RunDraft = { readonly [Key in keyof RunOptions]?: RunOptions[Key] | undefined } & {
  readonly workspaceId: WorkspaceId;
  readonly configurationVersionId?: ConfigurationVersionId | undefined;
  /** The plan is made elsewhere and uploaded. */
  readonly planUpload?: boolean | undefined;
};

/** LIMIT: entries of each of the lists that a run is created with. */
export const RUN_LIST_LIMIT = 1_000;

export function createRun(
  draft: RunDraft,
  given: Pick<
    Run,
    | "id"
    | "organization"
    | "projectId"
    | "planId"
    | "applyId"
    | "autoApply"
    | "createdBy"
    | "createdAt"
  >,
): Run {
  return {
    ...given,
    workspaceId: draft.workspaceId,
    configurationVersionId: draft.configurationVersionId ?? null,
    policyCheckId: null,
    taskStageId: null,
    eventIds: [],
    commentIds: [],
    source: "tfe-api",
    status: "pending",
    statusTimes: { pending: given.createdAt },
    hasChanges: false,
    message: draft.message ?? "",
    isDestroy: draft.isDestroy ?? false,
    isPlanOnly: draft.isPlanOnly ?? false,
    autoApply: draft.autoApply ?? given.autoApply,
    allowEmptyApply: draft.allowEmptyApply ?? false,
    savePlan: draft.savePlan ?? false,
    refresh: draft.refresh ?? true,
    refreshOnly: draft.refreshOnly ?? false,
    targetAddresses: draft.targetAddresses ?? [],
    replaceAddresses: draft.replaceAddresses ?? [],
    variables: draft.variables ?? [],
    terraformVersion: draft.terraformVersion ?? null,
    allowConfigGeneration: draft.allowConfigGeneration ?? false,
    debuggingMode: draft.debuggingMode ?? false,
    invokedActions: draft.invokedActions ?? [],
    policyPaths: draft.policyPaths ?? [],
  };
}

export function runProblems(run: Run): Problem[] {
  const problems = lineProblems("terraformVersion", run.terraformVersion);
  // COMPAT (Runs API, Create a Run): mutually exclusive.
  if (run.isDestroy && run.refreshOnly) {
    problems.push({ field: "refreshOnly", message: "must be false where is-destroy is true" });
  }
  return problems;
}

/** What is more special comes first, where a run was created with several options. */
export function operationOf(options: RunOptions): RunOperation {
  if (options.isPlanOnly) return "plan_only";
  if (options.savePlan) return "save_plan";
  if (options.refreshOnly) return "refresh_only";
  if (options.isDestroy) return "destroy";
  return options.allowEmptyApply ? "empty_apply" : "plan_and_apply";
}

/** Whether its plan could be applied, so that somebody may still want to decide about it. */
export function isApplyable(run: Run): boolean {
  return !run.isPlanOnly && (run.hasChanges || run.allowEmptyApply);
}
