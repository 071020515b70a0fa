import { SYSTEM } from "../access/actor.js";
import { subject, type Verb } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import { type Duration, type Instant, SECOND } from "../clock.js";
import type { Environment } from "../environment.js";
import type { Transaction } from "../store.js";
import {
  type ChangeIndex,
  type NomadPolicyDraft,
  nomadPolicyProblems,
  writeNomadPolicy,
} from "./nomad-policy.js";
import type { Contact } from "./nomad-policy-service.js";
import { policyHash } from "./policy-hash.js";
import type { OriginList, PolicyOrigin } from "./policy-origin.js";

/** How long to wait after an attempt that failed. */
const RETRY_PAUSE: Duration = SECOND;

/** Who is told that the origin is lost, or there again. */
export interface FollowerLog {
  lost(error: unknown): void;
  found(): void;
  /** A policy that cannot be kept here. */
  refused(name: string, reason: string): void;
}

/** What is to be done to the copy. */
interface Difference {
  readonly changed: readonly NomadPolicyDraft[];
  readonly gone: readonly string[];
}

/**
 * Keeps a copy of the policies of another region: waits for its list to change, reads what is new, and
 * writes that in one transaction. Several processes of one region may do so at the same time.
 */
export class PolicyFollower {
  private readonly stopping = new AbortController();
  private following: Promise<void> = Promise.resolve();
  private known: ChangeIndex = 0;
  private heardAt: Instant;
  private isReachable = false;
  private isLossTold = false;

  constructor(
    private readonly environment: Pick<Environment, "store" | "clock">,
    private readonly origin: PolicyOrigin,
    private readonly log: FollowerLog,
    private readonly retryPause: Duration = RETRY_PAUSE,
  ) {
    this.heardAt = environment.clock.now();
  }

  start(): void {
    this.following = this.follow();
  }

  /** How long ago the origin was heard of, and whether the last attempt to reach it succeeded. */
  contact(): Contact {
    const age = Math.max(0, this.environment.clock.now() - this.heardAt);
    return { age, isReachable: this.isReachable };
  }

  async close(): Promise<void> {
    this.stopping.abort(new Error("the server stops"));
    await this.following;
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.round().catch(async (error: unknown) => {
        if (signal.aborted) return;
        this.isReachable = false;
        if (!this.isLossTold) this.log.lost(error);
        this.isLossTold = true;
        await pause(this.retryPause, signal);
      });
    }
  }

  /** Waits for one list, and makes the copy the same. */
  private async round(): Promise<void> {
    const { store, clock } = this.environment;
    const { signal } = this.stopping;
    const askedAt = clock.now();
    const before = await store.read((tx) => tx.nomadPolicies.originIndex());
    const list = await this.origin.list(this.known, signal);
    this.heard();
    if (list.index === this.known) {
      // An origin that does not wait, as one that is about to stop, is not asked without end.
      if (clock.now() - askedAt < this.retryPause) await pause(this.retryPause, signal);
      return;
    }
    const difference = await this.differenceTo(list);
    const isWritten = await this.write(difference, list.index, before);
    // Another process was faster, with what may be newer: what it wrote is looked at first.
    this.known = isWritten ? list.index : 0;
  }

  private heard(): void {
    this.heardAt = this.environment.clock.now();
    this.isReachable = true;
    if (this.isLossTold) this.log.found();
    this.isLossTold = false;
  }

  private async differenceTo(list: OriginList): Promise<Difference> {
    const own = new Map(
      (await this.environment.store.read((tx) => tx.nomadPolicies.list())).map(({ name, hash }) => [
        name,
        base64(hash),
      ]),
    );
    const changed: NomadPolicyDraft[] = [];
    for (const { name, hash } of list.policies) {
      if (own.get(name) === hash) continue;
      const draft = await this.origin.read(name, this.stopping.signal);
      // An origin that hashes otherwise is not written anew each time.
      if (draft === null || own.get(name) === base64(policyHash(draft))) continue;
      const [problem] = draft.name === name ? nomadPolicyProblems(draft) : [NOT_THE_NAME];
      if (problem === undefined) changed.push(draft);
      else this.log.refused(name, `${problem.field} ${problem.message}`);
    }
    const listed = new Set(list.policies.map(({ name }) => name));
    return { changed, gone: [...own.keys()].filter((name) => !listed.has(name)) };
  }

  /** Returns false, and writes nothing, when the copy is no longer as it was `before`. */
  private async write(
    { changed, gone }: Difference,
    originIndex: ChangeIndex,
    before: ChangeIndex,
  ): Promise<boolean> {
    const { store } = this.environment;
    if (changed.length + gone.length === 0) {
      return store.transaction((tx) => noteOrigin(tx, originIndex, before));
    }
    return store.indexed(async (tx, index) => {
      if (!(await noteOrigin(tx, originIndex, before))) return false;
      for (const draft of changed) {
        const former = await tx.nomadPolicies.find(draft.name);
        await tx.nomadPolicies.put(writeNomadPolicy(draft, former, index));
        await this.record(tx, former === null ? "create" : "update", draft.name);
      }
      for (const name of gone) {
        await tx.nomadPolicies.remove(name, index);
        await this.record(tx, "delete", name);
      }
      return true;
    });
  }

  private async record(tx: Transaction, verb: Verb, name: string): Promise<void> {
    const what = subject("nomad policy", { id: name, organization: null });
    const details = { region: this.origin.region };
    await tx.audit.append(auditEntry(this.environment.clock.now(), SYSTEM, verb, what, details));
  }
}

const NOT_THE_NAME = { field: "name", message: "is another one than was asked for" };

async function noteOrigin(
  { nomadPolicies }: Transaction,
  index: ChangeIndex,
  before: ChangeIndex,
): Promise<boolean> {
  if ((await nomadPolicies.originIndex()) !== before) return false;
  await nomadPolicies.recordOriginIndex(index);
  return true;
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function pause(time: Duration, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, time);
    signal.addEventListener("abort", end);
  });
}
