import type { Logger } from "pino";
import { type Duration, SECOND } from "../domain/clock.js";
import type { Environment } from "../domain/environment.js";
import type { OrganizationName } from "../domain/organizations/organization.js";
import {
  LEASE,
  MAX_ATTEMPTS,
  retryAt,
  type WorkItem,
  type WorkKind,
} from "../domain/work/work-item.js";
import { Lease } from "./lease.js";
import type { Recording, WorkHandler } from "./work-handler.js";

/** How long an idle worker sleeps when no commit of this process wakes it. */
const POLL_INTERVAL: Duration = SECOND;

/**
 * Does the work in the queue, so many items at once. Each item is claimed with a lease, worked on outside
 * of any transaction, and recorded in one transaction that also removes it from the queue.
 *
 * FAIRNESS: whoever has the fewest items in hand here comes first, so that an organization with many
 * runs, or with policies that take their time, does not keep the others waiting while it waits itself.
 *
 * INVARIANT: a result is recorded at most once. The recording transaction removes the item first, and
 * fails to when another worker has claimed it since or when its run has ended.
 */
export class Worker {
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  private readonly sleeping = new Set<() => void>();
  private readonly inHand = new Map<OrganizationName, number>();

  constructor(
    private readonly environment: Environment,
    private readonly handlers: Readonly<Record<WorkKind, WorkHandler>>,
    private readonly log: Logger,
    /** How many items may be in work at the same time. */
    private readonly size = 1,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Stops working; what is in progress is given back and done after the next start. */
  async close(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await this.running;
  }

  /** Does the item whose turn it is. False when there is none. */
  async workOnce(): Promise<boolean> {
    const { store, clock } = this.environment;
    const now = clock.now();
    const item = await store.transaction((tx) => tx.work.claim(now, now + LEASE, this.inHand));
    if (item === null) return false;
    this.count(item, 1);
    try {
      await this.process(item);
    } finally {
      this.count(item, -1);
    }
    return true;
  }

  private async run(): Promise<void> {
    const stopListening = this.environment.store.onWorkEnqueued(() => this.wake());
    await Promise.all(Array.from({ length: this.size }, () => this.workOn()));
    stopListening();
  }

  private async workOn(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      let wake = () => {};
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      this.sleeping.add(wake);
      if (!(await this.tryOnce())) await sleep(POLL_INTERVAL, woken);
      this.sleeping.delete(wake);
    }
  }

  private wake(): void {
    for (const wake of this.sleeping) wake();
  }

  private count({ organization }: WorkItem, change: number): void {
    const count = (this.inHand.get(organization) ?? 0) + change;
    if (count === 0) this.inHand.delete(organization);
    else this.inHand.set(organization, count);
  }

  private async tryOnce(): Promise<boolean> {
    try {
      return await this.workOnce();
    } catch (error) {
      this.log.error({ err: error }, "the queue could not be worked on");
      return false;
    }
  }

  private async process(item: WorkItem): Promise<void> {
    const log = this.log.child({ work: item.kind, run: item.runId, attempt: item.attempt });
    const handler = this.handlers[item.kind];
    if (item.attempt > MAX_ATTEMPTS) {
      log.error("gave up: the worker did not survive it");
      const reason = `it was interrupted ${MAX_ATTEMPTS} times`;
      await this.record(item, await handler.giveUp(item, reason));
      return;
    }
    const lease = new Lease(item, this.environment, this.stopping.signal);
    try {
      const recording = await lease.guard(handler.perform(item, lease));
      const isRecorded = await this.record(item, recording);
      log.info(isRecorded ? "done" : "dropped: the item was no longer this worker's");
    } catch (error) {
      await this.afterFailure(item, handler, error, log);
    } finally {
      lease.close();
    }
  }

  /** False when the item is no longer this worker's; nothing is recorded then. */
  private async record(item: WorkItem, recording: Recording): Promise<boolean> {
    return this.environment.store.transaction(async (tx) => {
      const isHeld = await tx.work.finish(item);
      if (isHeld) await recording(tx);
      return isHeld;
    });
  }

  private async afterFailure(
    item: WorkItem,
    handler: WorkHandler,
    error: unknown,
    log: Logger,
  ): Promise<void> {
    const { store, clock } = this.environment;
    const now = clock.now();
    if (this.stopping.signal.aborted) {
      return store.transaction((tx) => tx.work.giveBack(item, now));
    }
    log.warn({ err: error }, "failed");
    if (item.attempt < MAX_ATTEMPTS) {
      await store.transaction((tx) => tx.work.extend(item, retryAt(item, now)));
      return;
    }
    const reason = error instanceof Error ? error.message : String(error);
    await this.record(item, await handler.giveUp(item, reason));
  }
}

async function sleep(duration: Duration, woken: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, duration);
  });
  await Promise.race([elapsed, woken]);
  clearTimeout(timer);
}
