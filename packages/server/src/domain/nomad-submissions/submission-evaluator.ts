import type { Submission, SubmissionJudgement, SubmissionPolicy } from "./submission.js";

/** What policies may ask for while they run. */
export interface SubmissionHost {
  /** The items of a Nomad variable as a JSON object; null when there is no such variable. */
  variable(path: string, namespace: string): Promise<string | null>;
}

/** What runs the policies of a scope over a submission, outside of the serving process. */
export interface SubmissionEvaluator {
  /**
   * Evaluates every policy. A policy that takes too much is in error, at its own level.
   *
   * @throws EvaluatorBusy when too many submissions wait already
   * @throws EvaluatorFailed when nothing is known of the submission
   * @throws the signal's reason when it is aborted
   */
  judge(
    submission: Submission,
    policies: readonly SubmissionPolicy[],
    host: SubmissionHost,
    signal: AbortSignal,
  ): Promise<SubmissionJudgement>;
  close(): Promise<void>;
}

export class EvaluatorBusy extends Error {
  constructor() {
    super("too many submissions are waiting for their policies; try again");
  }
}

/** The evaluator itself is at fault, or a policy that it cannot tell. */
export class EvaluatorFailed extends Error {}
