import { availableParallelism } from "node:os";
import type {
  Submission,
  SubmissionJudgement,
  SubmissionPolicy,
} from "../../../domain/nomad-submissions/submission.js";
import {
  EvaluatorBusy,
  EvaluatorFailed,
  type SubmissionEvaluator,
  type SubmissionHost,
} from "../../../domain/nomad-submissions/submission-evaluator.js";
import type { ProcessLimits } from "../evaluator-process.js";
import { Turns } from "../turns.js";
import type { PolicyToJudge } from "./submission-messages.js";
import { ProcessBroken, SubmissionProcess, submissionProcessLimits } from "./submission-process.js";

/** LIMIT: processes that judge at the same time; each may take as much memory as its limits say. */
const MAX_PROCESSES = 4;

/** LIMIT: submissions that wait for a process; whoever comes then is told to try again. */
const MAX_WAITING = 64;

/** LIMIT: policies of one submission that may each take a process down before it is given up. */
const MAX_STOPPED_POLICIES = 5;

interface PoolOptions {
  readonly httpHosts: readonly string[];
  readonly size?: number;
  readonly waiting?: number;
  readonly limits?: ProcessLimits;
}

/**
 * Judges submissions in processes that are kept, because somebody waits for each. A policy that takes
 * its process down is in error, and the others are evaluated without it, in another one.
 */
export class SubmissionPool implements SubmissionEvaluator {
  private readonly idle: SubmissionProcess[] = [];
  private readonly busy = new Set<SubmissionProcess>();
  private readonly turns: Turns;
  private isClosed = false;

  constructor(private readonly options: PoolOptions) {
    this.turns = new Turns({
      atOnce: options.size ?? Math.min(MAX_PROCESSES, availableParallelism()),
      waiting: options.waiting ?? MAX_WAITING,
      refuse: () => new EvaluatorBusy(),
    });
  }

  /** Starts a process before anybody waits for it. */
  warmUp(): void {
    if (this.idle.length + this.busy.size === 0) this.idle.push(this.start());
  }

  async judge(
    submission: Submission,
    policies: readonly SubmissionPolicy[],
    host: SubmissionHost,
    signal: AbortSignal,
  ): Promise<SubmissionJudgement> {
    const { httpHosts } = this.options;
    let toJudge: readonly PolicyToJudge[] = policies.map((each) => ({ ...each, stopped: null }));
    for (let stopped = 0; ; stopped++) {
      try {
        const order = { kind: "judge", submission, policies: toJudge, httpHosts } as const;
        return await this.turns.during(signal, () =>
          this.useProcess((process) => process.judge(order, host, signal)),
        );
      } catch (error) {
        if (!(error instanceof ProcessBroken)) throw error;
        const { during, message } = error;
        if (during === undefined || stopped >= MAX_STOPPED_POLICIES)
          throw new EvaluatorFailed(`the evaluator broke: ${message}`);
        const reason = `the policy had to be stopped: ${message}`;
        toJudge = toJudge.map((each, at) => (at === during ? { ...each, stopped: reason } : each));
      }
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.idle, ...this.busy].map((process) => process.close()));
  }

  private async useProcess<Result>(
    use: (process: SubmissionProcess) => Promise<Result>,
  ): Promise<Result> {
    if (this.isClosed) throw new EvaluatorFailed("the server stops");
    const process = this.takeIdle() ?? this.start();
    this.busy.add(process);
    try {
      return await use(process);
    } finally {
      this.busy.delete(process);
      if (process.isAlive && !this.isClosed) this.idle.push(process);
    }
  }

  private takeIdle(): SubmissionProcess | undefined {
    for (let found = this.idle.pop(); found !== undefined; found = this.idle.pop())
      if (found.isAlive) return found;
    return undefined;
  }

  private start(): SubmissionProcess {
    return new SubmissionProcess(this.options.limits ?? submissionProcessLimits);
  }
}
