import type { SentinelLevel } from "../enforcement-level.js";
import type { NomadScope } from "../nomad-policies/nomad-policy.js";

/** A Nomad document as JSON, in normal form; whoever evaluates knows what is in it. */
export type Document = string;

/** What somebody submits to Nomad, with all that policies may look at. */
export interface Submission {
  readonly scope: NomadScope;
  /** The job or volume. */
  readonly submitted: Document;
  /** Whether Nomad has kept it, as it has an earlier version of a job: then it is complete. */
  readonly isStored: boolean;
  /** What it replaces; null when it is new. */
  readonly existing: Document | null;
  /** Who submits; null when that is no token of Nomad's. */
  readonly token: Document | null;
  readonly namespaceDocument: Document | null;
  /** Where a host volume is placed, if it says so; null otherwise. */
  readonly node: Document | null;
  readonly nodePool: Document | null;
  readonly region: string;
  readonly namespace: string;
  /** The id that a new host volume gets. */
  readonly newId: string;
  /** Whether soft failures are overridden. */
  readonly override: boolean;
}

export interface SubmissionPolicy {
  readonly name: string;
  readonly level: SentinelLevel;
  readonly text: string;
}

/** What the policies come to: texts in the form in which Nomad shows them. */
export interface SubmissionJudgement {
  /** One for each policy that refuses the submission. */
  readonly errors: readonly string[];
  /** One for each failure that does not count. */
  readonly warnings: readonly string[];
}
