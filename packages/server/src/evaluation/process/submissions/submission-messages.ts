import type { SentinelLevel } from "../../../domain/enforcement-level.js";
import type {
  Submission,
  SubmissionJudgement,
} from "../../../domain/nomad-submissions/submission.js";

// What the server and a process that judges submissions tell each other. Unlike a plan's evaluator it
// lives on and judges one submission after the other; see docs/decisions/0018-gateway.md.

export interface PolicyToJudge {
  readonly name: string;
  readonly level: SentinelLevel;
  readonly text: string;
  /** Why the policy is not evaluated: an earlier process had to be stopped because of it. */
  readonly stopped: string | null;
}

/** What the process is told. */
export type SubmissionOrder =
  | {
      readonly kind: "judge";
      readonly submission: Submission;
      readonly policies: readonly PolicyToJudge[];
      /** Hosts that the import `http` may reach; policies do not have it when there are none. */
      readonly httpHosts: readonly string[];
    }
  /** The answer to a wanted variable: its items as JSON, null when there is none. */
  | { readonly kind: "variable"; readonly items: string | null }
  | { readonly kind: "variable failed"; readonly reason: string };

/** What the process says. */
export type SubmissionReport =
  | { readonly kind: "alive" }
  /** A policy is about to be evaluated, by its place in the order. */
  | { readonly kind: "started"; readonly policy: number }
  /** A policy waits for a variable. */
  | { readonly kind: "variable wanted"; readonly path: string; readonly namespace: string }
  | { readonly kind: "judged"; readonly judgement: SubmissionJudgement };
