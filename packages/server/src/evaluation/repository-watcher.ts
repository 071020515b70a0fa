import type { Logger } from "pino";
import { type Duration, MINUTE, SECOND } from "../domain/clock.js";
import type { Environment } from "../domain/environment.js";
import type { RepositoryClaim } from "../domain/vcs/repository-store.js";
import type { RepositoryIngestion } from "./ingest-repository.js";

/** How long an idle watcher sleeps: a push that somebody told of waits no longer. */
const IDLE_TIME: Duration = SECOND;

/** LIMIT: who looks at a repository for longer has lost it to the next one; git ends long before. */
export const REPOSITORY_LEASE: Duration = 10 * MINUTE;

/** When a repository is looked at that is only looked at on demand: not in this century. */
const NEVER: Duration = 4_000_000_000_000;

/**
 * Looks at the repositories of policy sets, one at a time, each when it is due: after a change of the set,
 * when the provider tells of a push, and every now and then.
 */
export class RepositoryWatcher {
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  private wake: () => void = () => {};

  /** `interval` is the time between two looks that nobody asked for; null: there are none. */
  constructor(
    private readonly environment: Environment,
    private readonly ingestion: RepositoryIngestion,
    private readonly interval: Duration | null,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  async close(): Promise<void> {
    this.stopping.abort(new Error("the server is stopping"));
    this.wake();
    await this.running;
  }

  /** Looks at the repository that is due the longest. False when none is. */
  async lookOnce(): Promise<boolean> {
    const { store, clock } = this.environment;
    const now = clock.now();
    const claim = await store.transaction((tx) =>
      tx.repositories.claim(now, now + REPOSITORY_LEASE),
    );
    if (claim === null) return false;
    await this.look(claim);
    return true;
  }

  private async look(claim: RepositoryClaim): Promise<void> {
    const { store, clock } = this.environment;
    const log = this.log.child({ policySet: claim.repository.policySetId });
    try {
      const monitor = { signal: this.stopping.signal, heartbeat: () => {} };
      const { seen, record } = await this.ingestion.look(claim, monitor);
      const isRecorded = await store.transaction(async (tx) => {
        const isHeld = await tx.repositories.finish(claim, seen, this.nextLook(clock.now()));
        if (isHeld && record !== null) await record(tx);
        return isHeld;
      });
      log.info({ commit: seen.commit, isNews: record !== null, isRecorded }, "looked");
    } catch (error) {
      log.warn({ err: error }, "could not look at the repository");
      const { commit, fingerprint, failure } = claim;
      const seen = { commit, fingerprint, failure };
      await store.transaction((tx) =>
        tx.repositories.finish(claim, seen, clock.now() + (this.interval ?? MINUTE)),
      );
    }
  }

  private nextLook(now: number): number {
    return this.interval === null ? NEVER : now + this.interval;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      if (await this.tryOnce()) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, IDLE_TIME);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
        if (this.stopping.signal.aborted) this.wake();
      });
    }
  }

  private async tryOnce(): Promise<boolean> {
    try {
      return await this.lookOnce();
    } catch (error) {
      this.log.error({ err: error }, "the repositories could not be looked at");
      return false;
    }
  }
}
