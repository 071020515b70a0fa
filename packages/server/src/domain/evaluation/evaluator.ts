import type { BlobId } from "../blobs/blob-store.js";
import type { EnforcementLevel, OpaLevel, SentinelLevel } from "../enforcement-level.js";
import type { JsonText, JsonValue } from "../json.js";
import type { PolicyKind } from "../policies/policy.js";
import type { Project } from "../projects/project.js";
import type { Run } from "../runs/run.js";
import type { Workspace } from "../workspaces/workspace.js";

/**
 * What reads plans and runs policies, outside of the serving process.
 *
 * Every method resolves with a problem when the plan or the set of policies is at fault; it rejects
 * only when the evaluator itself failed or was stopped, and is then called again.
 */
export interface Evaluator {
  inspectPlan(plan: BlobId, monitor: EvaluationMonitor): Promise<PlanInspection>;
  /** Writes a plan anew, without its sensitive values. */
  redactPlan(plan: BlobId, monitor: EvaluationMonitor): Promise<PlanRedaction>;
  /** Reads the archive of a whole policy set. */
  inspectPolicySet(
    archive: SetArchive,
    kind: PolicyKind,
    monitor: EvaluationMonitor,
  ): Promise<PolicySetInspection>;
  /** Reads the archive of a Terraform configuration. */
  inspectConfiguration(
    archive: BlobId,
    monitor: EvaluationMonitor,
  ): Promise<ConfigurationInspection>;
  /** Reads what Terraform keeps as `terraform.tfstate`. */
  inspectState(state: BlobId, monitor: EvaluationMonitor): Promise<StateInspection>;
  checkPolicies(
    request: PolicyCheckRequest,
    monitor: EvaluationMonitor,
  ): Promise<PolicyCheckReport>;
  evaluateOpa(request: OpaRequest, monitor: EvaluationMonitor): Promise<OpaReport>;
  close(): Promise<void>;
}

export interface EvaluationMonitor {
  /** Aborted when nobody waits for the result any more; the evaluation should stop at once. */
  readonly signal: AbortSignal;
  /** A sign of life. The work is taken away from an evaluator that gives none for a whole lease. */
  heartbeat(): void;
}

/** Whoever uploads something waits for the result himself, and has no lease on it. */
export function unwatched(): EvaluationMonitor {
  return { signal: new AbortController().signal, heartbeat: () => {} };
}

export type PlanInspection =
  | { readonly outcome: "plan"; readonly summary: PlanSummary }
  | { readonly outcome: "problem"; readonly message: string };

export type PlanRedaction =
  /** `document` is JSON. */
  | { readonly outcome: "redacted"; readonly document: Uint8Array }
  | { readonly outcome: "problem"; readonly message: string };

export type PolicySetInspection =
  | { readonly outcome: "policy set"; readonly policies: readonly ListedPolicy[] }
  /** `error` is a short code, `message` for the person who wrote the policies: it names file and line. */
  | { readonly outcome: "problem"; readonly error: string; readonly message: string };

/** A tar.gz with a policy set in it. */
export interface SetArchive {
  readonly blob: BlobId;
  /** The folder that holds the set, without slashes at its ends; "" for the whole archive. */
  readonly folder: string;
}

export type ConfigurationInspection =
  | { readonly outcome: "configuration" }
  | Extract<PolicySetInspection, { readonly outcome: "problem" }>;

export type StateInspection =
  | {
      readonly outcome: "state";
      /** Of the file, in lower-case hexadecimal. */
      readonly md5: string;
      readonly summary: StateSummary;
      readonly outputs: readonly OutputOfState[];
    }
  | { readonly outcome: "problem"; readonly message: string };

/** What a version shows of its state, beside the outputs. */
export interface StateSummary {
  /** Bytes. */
  readonly size: number;
  /** Of the format. */
  readonly version: number;
  readonly terraformVersion: string;
  /** Instances of resources under management, those left over from replacements among them. */
  readonly resourceCount: number;
  /** The first of its resources. */
  readonly resources: readonly ResourceOfState[];
}

/** A resource or data source with all of its instances. */
export interface ResourceOfState {
  readonly isManaged: boolean;
  readonly type: string;
  readonly name: string;
  /** The address of its module; empty for the root module. */
  readonly module: string;
  readonly provider: string;
  readonly count: number;
}

export interface OutputOfState {
  readonly name: string;
  readonly isSensitive: boolean;
  /** As Terraform writes types: "string", or a list such as ["list", "string"]. */
  readonly type: JsonValue;
  /** A JSON text. */
  readonly value: string;
}

/** A policy as the archive of a set lists it. */
export interface ListedPolicy {
  readonly name: string;
  readonly level: EnforcementLevel;
}

/** What a run shows of its plan. The counts are numbers of resources. */
export interface PlanSummary {
  readonly terraformVersion: string;
  readonly formatVersion: string;
  readonly hasChanges: boolean;
  readonly additions: number;
  readonly changes: number;
  readonly destructions: number;
  readonly imports: number;
}

export interface PolicyCheckRequest {
  readonly plan: BlobId;
  /** The state file that stands in for the state within the plan where that has none; null for no state. */
  readonly state: BlobId | null;
  readonly run: RunToCheck;
  readonly sets: readonly {
    readonly name: string;
    /** Where its policies are; null when each has its own code. */
    readonly archive: SetArchive | null;
    readonly policies: readonly PolicyToCheck[];
    /** Texts, secrets among them: they go to the evaluator and nowhere else. */
    readonly parameters: readonly ParameterToCheck[];
  }[];
}

export interface ParameterToCheck {
  readonly key: string;
  readonly value: string;
  /** It is hidden in everything that the evaluator says. */
  readonly isSensitive: boolean;
}

/** The run that policies decide about, and what belongs to it. */
export interface RunToCheck {
  readonly run: Run;
  readonly workspace: Workspace;
  readonly project: Project;
  /** The name of the user who created it; null when it was none. */
  readonly createdBy: string | null;
}

export interface PolicyToCheck {
  readonly name: string;
  readonly level: SentinelLevel;
  /** Null when no code was ever uploaded: that policy is in error. Null also within an archive. */
  readonly code: BlobId | null;
}

export type PolicyCheckReport =
  | {
      readonly outcome: "report";
      /** One entry for each set and policy of the request, in its order. */
      readonly sets: readonly PolicySetReport[];
      /** What a person reads. */
      readonly log: string;
      readonly durationMs: number;
    }
  | { readonly outcome: "problem"; readonly message: string };

export interface PolicySetReport {
  readonly name: string;
  /** A fault of the set as a whole; its policies say nothing then. */
  readonly error: string | null;
  readonly policies: readonly PolicyReport[];
}

export interface PolicyReport {
  readonly name: string;
  readonly level: SentinelLevel;
  readonly passed: boolean;
  /** Why the policy could not be evaluated; it counts as failed at its own level. */
  readonly error: string | null;
  /** Whole numbers in it may be beyond 2^53. */
  readonly trace: JsonText;
}

export interface OpaRequest {
  readonly plan: BlobId;
  readonly run: RunToCheck;
  readonly sets: readonly OpaSet[];
}

export interface OpaSet {
  readonly name: string;
  /** The version of OPA that the set was written for; null when it does not say. */
  readonly toolVersion: string | null;
  /** Where its policies are, and what they are asked; null when each has its own code. */
  readonly archive: SetArchive | null;
  readonly policies: readonly OpaPolicy[];
}

export interface OpaPolicy {
  readonly name: string;
  readonly level: OpaLevel;
  /** Empty within an archive, which tells it; so is the description. */
  readonly query: string;
  readonly description: string;
  /** Null when no code was ever uploaded: that policy is in error. Null also within an archive. */
  readonly code: BlobId | null;
}

export type OpaReport =
  | {
      readonly outcome: "report";
      /** Of the program that evaluated them; null when none did. */
      readonly toolVersion: string | null;
      /** One entry for each set of the request, in its order. */
      readonly sets: readonly OpaSetReport[];
    }
  | { readonly outcome: "problem"; readonly message: string };

export interface OpaSetReport {
  readonly name: string;
  /** A fault of the set as a whole; its policies say nothing then. */
  readonly error: string | null;
  readonly policies: readonly OpaPolicyReport[];
}

export interface OpaPolicyReport
  extends Pick<OpaPolicy, "name" | "level" | "query" | "description"> {
  readonly status: "passed" | "failed" | "errored";
  /** Why the policy could not be evaluated; it counts as failed at its own level. */
  readonly error: string | null;
  /** What the policy holds against the plan. */
  readonly messages: readonly string[];
}
