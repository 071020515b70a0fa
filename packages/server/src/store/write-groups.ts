import { setImmediate as turn } from "node:timers/promises";
import type {
  Kysely,
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
} from "kysely";
import type { Duration } from "../domain/clock.js";
import { DomainError, Unavailable } from "../domain/errors.js";
import type { Engine } from "./engine.js";
import type { Tables } from "./schema.js";

/** What is done in one transaction; it may be done more than once. */
export type Work<Result> = (db: Kysely<Tables>) => Promise<Result>;

/** Begins a transaction, does the work in it and commits. */
export type Transact = <Result>(work: Work<Result>) => Promise<Result>;

/** LIMIT: how many are committed together. The last one keeps the first one waiting. */
export const GROUP_LIMIT = 32;

/** How long a group keeps the next from beginning, where several may be open at once. */
const PATIENCE: Duration = 50;

/** One who waits for an answer. */
interface Member {
  /** Resolves with the way to give the answer, for when it is durable. */
  readonly run: Work<() => void>;
  readonly fail: (error: unknown) => void;
}

/**
 * Commits together what is asked for at the same time, one after the other in one transaction: what a
 * commit costs, all that wait for it share. Who is refused before he has written anything has left
 * nothing behind; when anything else fails, nothing of the group is kept, and each is done alone.
 *
 * INVARIANT: nobody is answered, be it with an error, before all that he may have seen is durable.
 */
export class WriteGroups {
  private readonly waiting: Member[] = [];
  private readonly open = new Set<Promise<void>>();
  private isBusy = false;

  constructor(
    private readonly engine: Engine,
    private readonly transact: Transact,
  ) {}

  /** Resolves with what `work` does when it is durable. */
  add<Result>(work: Work<Result>): Promise<Result> {
    return new Promise((resolve, fail) => {
      const run: Member["run"] = async (db) => {
        const result = await work(db);
        return () => resolve(result);
      };
      this.waiting.push({ run, fail });
      if (!this.isBusy) void this.commitWaiting();
    });
  }

  private async commitWaiting(): Promise<void> {
    this.isBusy = true;
    do {
      // Whoever has been heard already comes along.
      await turn();
      const group = this.commit(this.waiting.splice(0, GROUP_LIMIT));
      this.open.add(group);
      void group.then(() => this.open.delete(group));
      await orElapsed(group, PATIENCE);
      while (this.open.size >= this.engine.groupsAtOnce) await Promise.race(this.open);
    } while (this.waiting.length > 0);
    this.isBusy = false;
  }

  private async commit(members: readonly Member[]): Promise<void> {
    if (members.length === 1) return this.eachAlone(members);
    let answers: readonly (() => void)[];
    try {
      answers = await this.transact(async (db) => {
        await this.engine.lockGroups(db);
        return together(db, members);
      });
    } catch (error) {
      if (!this.isOfAll(error)) return this.eachAlone(members);
      for (const { fail } of members) fail(error);
      return;
    }
    for (const answer of answers) answer();
  }

  private async eachAlone(members: readonly Member[]): Promise<void> {
    for (const { run, fail } of members) {
      const answer = await this.transact(run).catch((error: unknown) => () => fail(error));
      answer();
    }
  }

  /** Whether it is the error of none of them: all get it, and come again where that is worth it. */
  private isOfAll(error: unknown): boolean {
    return error instanceof Unavailable || this.engine.isContention(error);
  }
}

async function together(db: Kysely<Tables>, members: readonly Member[]): Promise<(() => void)[]> {
  const answers: (() => void)[] = [];
  for (const { run, fail } of members) {
    const writing = new NotesWriting();
    const answer = await run(db.withPlugin(writing)).catch((error: unknown) => {
      if (writing.hasBegun || !(error instanceof DomainError)) throw error;
      return () => fail(error);
    });
    answers.push(answer);
  }
  return answers;
}

/** Notes whether anything but a query was sent. */
class NotesWriting implements KyselyPlugin {
  hasBegun = false;

  transformQuery({ node }: PluginTransformQueryArgs) {
    this.hasBegun ||= node.kind !== "SelectQueryNode";
    return node;
  }

  async transformResult({ result }: PluginTransformResultArgs) {
    return result;
  }
}

async function orElapsed(ending: Promise<void>, duration: Duration): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, duration);
  });
  await Promise.race([ending, elapsed]);
  clearTimeout(timer);
}
