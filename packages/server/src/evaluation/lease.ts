import type { Duration } from "../domain/clock.js";
import type { Environment } from "../domain/environment.js";
import type { EvaluationMonitor } from "../domain/evaluation/evaluator.js";
import { LEASE, type WorkItem } from "../domain/work/work-item.js";

/** However fast the signs of life follow each other, the store hears of one in this time. */
const EXTENSION_INTERVAL: Duration = LEASE / 10;

/**
 * A worker's hold on one item. Every sign of life makes it last longer; without one it ends, and with
 * it the evaluation, so that an evaluator that hangs does not keep the worker.
 */
export class Lease implements EvaluationMonitor {
  private readonly ending = new AbortController();
  private readonly ended: Promise<never>;
  private expiry: NodeJS.Timeout;
  private extendedAt = performance.now();
  private readonly stop = () => this.end("the server is stopping");

  constructor(
    private readonly item: WorkItem,
    private readonly environment: Environment,
    private readonly stopping: AbortSignal,
  ) {
    this.ended = new Promise((_, reject) => {
      this.signal.addEventListener("abort", () => reject(this.signal.reason), { once: true });
    });
    // Somebody may never come to wait for the end: that is no failure of the process.
    this.ended.catch(() => {});
    this.expiry = this.startExpiry();
    stopping.addEventListener("abort", this.stop, { once: true });
    if (stopping.aborted) this.stop();
  }

  get signal(): AbortSignal {
    return this.ending.signal;
  }

  heartbeat(): void {
    if (this.signal.aborted) return;
    clearTimeout(this.expiry);
    this.expiry = this.startExpiry();
    if (performance.now() - this.extendedAt < EXTENSION_INTERVAL) return;
    this.extendedAt = performance.now();
    this.extend().catch((error: unknown) => this.end(`the lease was not extended: ${error}`));
  }

  /** What `work` resolves with; rejects as soon as the lease ends, whatever `work` does then. */
  guard<Result>(work: Promise<Result>): Promise<Result> {
    return Promise.race([work, this.ended]);
  }

  close(): void {
    clearTimeout(this.expiry);
    this.stopping.removeEventListener("abort", this.stop);
  }

  private startExpiry(): NodeJS.Timeout {
    const reason = `the evaluator gave no sign of life for ${LEASE / 1_000} seconds`;
    return setTimeout(() => this.end(reason), LEASE);
  }

  private async extend(): Promise<void> {
    const { store, clock } = this.environment;
    const until = clock.now() + LEASE;
    const isHeld = await store.transaction((tx) => tx.work.extend(this.item, until));
    if (!isHeld) this.end("the work is not wanted any more");
  }

  private end(reason: string): void {
    this.ending.abort(new Error(reason));
  }
}
