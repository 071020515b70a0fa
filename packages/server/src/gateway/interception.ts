import type { TreeObject } from "@portcullis/nomad-data";
import type { NomadScope } from "../domain/nomad-policies/nomad-policy.js";
import type { Submission } from "../domain/nomad-submissions/submission.js";
import type { QueryWords } from "./request-target.js";

/** A request that was read: who sends it, and what its address says. */
export interface Received {
  /** Empty when there is none; see `tokenOf`. */
  readonly headerToken: string;
  readonly query: QueryWords;
  readonly body: Buffer;
}

/** One thing for the policies of a scope to judge. */
export type ToJudge = Pick<
  Submission,
  | "scope"
  | "submitted"
  | "isStored"
  | "existing"
  | "node"
  | "nodePool"
  | "region"
  | "namespace"
  | "override"
>;

/** A request as the gateway understands it, before anything is asked. */
export interface Understood {
  readonly scope: NomadScope;
  /** What policies call it in the log. */
  readonly subject: string;
  /** The document to hand on, unless `prepare` gives another one. */
  readonly document: TreeObject;
  readonly token: string;
  /** Where tokens and documents are looked up; empty for the agent's. */
  readonly region: string;
  /** In which something is submitted. */
  readonly namespaces: readonly string[];
  readonly override: boolean;
  /** Reads what policies must know besides. Throws `Refusal` and `LookupFailed`. */
  prepare(): Promise<Prepared>;
  /** The field `Warnings` of the answer, which has had `present` so far, with those of policies. */
  warn(present: string, warnings: readonly string[]): string;
}

export interface Prepared {
  /** Judged one after the other. */
  readonly toJudge: readonly ToJudge[];
  /** What to hand on when nothing refuses it. */
  readonly document: TreeObject;
  /**
   * Whether an answer says that what was judged has changed meanwhile, so that it has to be read and
   * judged again.
   */
  isOutdated?(answer: string): boolean;
}
