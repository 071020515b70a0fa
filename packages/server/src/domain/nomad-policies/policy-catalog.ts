import { type Clock, type Duration, type Instant, SECOND } from "../clock.js";
import { SharedReads } from "../shared-reads.js";
import type { Store } from "../store.js";
import type { ChangeIndex, NomadPolicyStub } from "./nomad-policy.js";
import { Waiters, type Waiting } from "./waiters.js";

/** All policies, without their texts, as they were at one index. */
export interface PolicyCatalog {
  readonly index: ChangeIndex;
  /** By name. */
  readonly policies: readonly NomadPolicyStub[];
  readonly byName: ReadonlyMap<string, NomadPolicyStub>;
}

/** What is known, and how long ago it was certain. */
export interface KnownCatalog {
  readonly catalog: PolicyCatalog;
  readonly age: Duration;
}

/**
 * LIMIT: how long a change may go unnoticed that another process made and could not tell of; also how old
 * may be what is shown to those who do not mind.
 */
export const POLL_INTERVAL: Duration = SECOND;

/**
 * Keeps the catalog of one process, and those who wait for it to change. However many read and wait, the
 * store is asked for one number, and for the list when the number is another one.
 */
export class PolicyCatalogs {
  private known: PolicyCatalog | null = null;
  private certainAt: Instant = Number.NEGATIVE_INFINITY;
  private readonly reads = new SharedReads(() => this.readOnce());
  private polling: ReturnType<typeof setInterval> | null = null;
  private isClosed = false;
  private readonly waiters = new Waiters<PolicyCatalog>();
  private readonly stopListening: () => void;

  constructor(
    private readonly store: Pick<Store, "read" | "onIndexTaken">,
    private readonly clock: Clock,
    private readonly pollInterval: Duration = POLL_INTERVAL,
  ) {
    this.stopListening = store.onIndexTaken(() => this.look());
  }

  /**
   * The catalog with everything that was committed before this was called.
   *
   * @throws Unavailable
   */
  async current(): Promise<PolicyCatalog> {
    return this.reads.read();
  }

  /**
   * The catalog as it was a moment ago, without a look at the store where that can be avoided.
   *
   * @throws Unavailable
   */
  async recent(): Promise<KnownCatalog> {
    const age = this.clock.now() - this.certainAt;
    const isRecent = age >= 0 && age < this.pollInterval;
    if (this.known !== null && isRecent) return { catalog: this.known, age };
    return { catalog: await this.reads.read(), age: 0 };
  }

  /**
   * Waits for a catalog for which `isAwaited` holds; null when `end` was called first.
   *
   * @throws TooManyWaiting
   */
  wait(isAwaited: (catalog: PolicyCatalog) => boolean): Waiting<PolicyCatalog> {
    if (this.isClosed) return { change: Promise.resolve(null), end: () => {} };
    // What came between the caller's last look and now is seen at once, not at the next poll.
    const waiting = this.waiters.add(isAwaited, this.known);
    this.polling ??= setInterval(() => this.look(), this.pollInterval);
    return {
      change: waiting.change,
      end: () => {
        waiting.end();
        this.stopPollingWhenAlone();
      },
    };
  }

  get waiting(): number {
    return this.waiters.size;
  }

  /** Lets everybody go who still waits; from now on nobody is held. */
  close(): void {
    this.isClosed = true;
    this.stopListening();
    this.waiters.endAll();
    this.stopPollingWhenAlone();
  }

  private stopPollingWhenAlone(): void {
    if (this.waiters.size > 0 || this.polling === null) return;
    clearInterval(this.polling);
    this.polling = null;
  }

  /** Something may have changed. Whoever cannot be told now is told by the next look. */
  private look(): void {
    if (this.known === null && this.waiters.size === 0) return;
    this.reads.read().catch(() => {});
  }

  private async readOnce(): Promise<PolicyCatalog> {
    const startedAt = this.clock.now();
    const catalog = await this.store.read(async ({ nomadPolicies }) => {
      const index = await nomadPolicies.lastIndex();
      if (index === this.known?.index) return this.known;
      return catalogOf(index, await nomadPolicies.list());
    });
    this.certainAt = startedAt;
    if (catalog !== this.known) {
      this.known = catalog;
      // Nobody waits for what was known: a look that finds nothing new costs the same for any number.
      this.waiters.tell(catalog);
      this.stopPollingWhenAlone();
    }
    return catalog;
  }
}

function catalogOf(index: ChangeIndex, policies: readonly NomadPolicyStub[]): PolicyCatalog {
  return { index, policies, byName: new Map(policies.map((policy) => [policy.name, policy])) };
}
