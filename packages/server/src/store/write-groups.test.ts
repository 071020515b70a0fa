import type { Kysely } from "kysely";
import { afterEach, describe, expect, it } from "vitest";
import { Conflict, Unavailable } from "../domain/errors.js";
import { insertOrganization, organization, policy } from "./contract/samples.js";
import { sqliteEngine } from "./dialect/sqlite/sqlite-engine.js";
import type { Engine } from "./engine.js";
import type { Tables } from "./schema.js";
import { SqlStore } from "./sql-store.js";
import { GROUP_LIMIT, WriteGroups } from "./write-groups.js";

/** What happens at a commit: it fails when this does. */
type AtCommit = () => void;

let store: SqlStore;
afterEach(() => store.close());

/** A store with an organization, which from then on does `atCommit` before each commit. */
async function open(atCommit: AtCommit, changes: Partial<Engine> = {}): Promise<SqlStore> {
  const engine = sqliteEngine(":memory:");
  let isWatching = false;
  const createDriver = () => {
    const driver = engine.dialect.createDriver();
    const commit = driver.commitTransaction.bind(driver);
    driver.commitTransaction = async (connection) => {
      if (isWatching) atCommit();
      await commit(connection);
    };
    return driver;
  };
  store = await SqlStore.open(
    { ...engine, ...changes, dialect: { ...engine.dialect, createDriver } },
    0,
  );
  await store.transaction((tx) => insertOrganization(tx));
  isWatching = true;
  return store;
}

const add = (name: string) => store.transaction((tx) => tx.policies.insert(policy(name)));
const kept = () =>
  store.transaction(async (tx) => {
    const page = { number: 1, size: 100 };
    return (await tx.policies.list("acme", { sort: [] }, page)).items.map(({ name }) => name);
  });
const numbered = (count: number) => Array.from({ length: count }, (_, at) => `p-${at + 10}`);

describe("transactions that are asked for at once", () => {
  it("are committed together, so many at a time", async () => {
    let commits = 0;
    await open(() => commits++);
    const names = numbered(GROUP_LIMIT + 8);
    await Promise.all(names.map(add));
    expect(commits).toBe(2);
    expect(await kept()).toEqual(names);
  });

  it("are answered when they are durable, whatever the answer", async () => {
    let answered = 0;
    const answeredAtCommit: number[] = [];
    await open(() => answeredAtCommit.push(answered));
    const refuse = store.transaction(async () => {
      throw new Conflict("no");
    });
    await Promise.allSettled(
      [add("a"), refuse, add("b")].map((each) => each.finally(() => answered++)),
    );
    expect([answeredAtCommit, answered]).toEqual([[0], 3]);
  });

  it("are kept beside one who is refused before he has written anything", async () => {
    let commits = 0;
    await open(() => commits++);
    const refuse = () =>
      store.transaction(async (tx) => {
        if (await tx.policies.isNameTaken("acme", "a")) throw new Conflict("taken");
      });
    const [, refusal] = await Promise.allSettled([add("a"), refuse(), add("b")]);
    expect(refusal).toMatchObject({ reason: new Conflict("taken") });
    expect(commits).toBe(1);
    expect(await kept()).toEqual(["a", "b"]);
  });

  it.each([
    ["a refusal", new Conflict("too late")],
    ["any error", new Error("too late")],
  ])("are kept, and nothing of one who fails when he has written: %s", async (_, error) => {
    await open(() => {});
    const failing = store.transaction(async (tx) => {
      await tx.policies.insert(policy("x"));
      throw error;
    });
    const [, failure] = await Promise.allSettled([add("a"), failing, add("b")]);
    expect(failure).toMatchObject({ reason: error });
    expect(await kept()).toEqual(["a", "b"]);
  });

  it("are kept beside one whose mistake shows when he is committed", async () => {
    await open(() => {});
    // Its default project is looked for at the end of a transaction.
    const failing = store.transaction((tx) => tx.organizations.insert(organization("globex")));
    const [, failure] = await Promise.allSettled([add("a"), failing, add("b")]);
    expect(failure).toMatchObject({ reason: { message: expect.stringContaining("FOREIGN KEY") } });
    expect(await kept()).toEqual(["a", "b"]);
  });

  it("do not believe what was not kept", async () => {
    let commits = 0;
    await open(() => {
      if (++commits === 1) throw new Error("the disk is full");
    });
    let attempts = 0;
    const first = store.transaction(async (tx) => {
      if (++attempts > 1) throw new Error("the second time");
      await tx.policies.insert(policy("tags"));
    });
    const second = store.transaction(async (tx) => {
      if (await tx.policies.isNameTaken("acme", "tags")) throw new Conflict("taken");
      await tx.policies.insert(policy("tags"));
    });
    const outcomes = await Promise.allSettled([first, second]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
    expect(await kept()).toEqual(["tags"]);
  });

  it("are all done again when others came in between", async () => {
    const contention = new Error("others");
    const isIt = (error: unknown) => error === contention;
    let commits = 0;
    await open(
      () => {
        if (++commits === 1) throw contention;
      },
      { isContention: isIt, isWorthRepeating: isIt },
    );
    let done = 0;
    const count = (name: string) =>
      store.transaction(async (tx) => {
        done++;
        await tx.policies.insert(policy(name));
      });
    await Promise.all(numbered(5).map(count));
    expect(done).toBe(10);
    expect(await kept()).toEqual(numbered(5));
  });

  it("are not done again when the database went away: they may have been committed", async () => {
    await open(() => {
      throw new Unavailable("gone");
    });
    let done = 0;
    const count = () =>
      store.transaction(async () => {
        done++;
      });
    const outcomes = await Promise.allSettled([count(), count()]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(done).toBe(2);
  });

  it("tell of the work that was kept, and of no other", async () => {
    await open(() => {});
    let told = 0;
    store.onWorkEnqueued(() => told++);
    const enqueue = (run: string) =>
      store.transaction((tx) => tx.work.enqueue(`work-${run}`, "inspect-plan", run, 0));
    // There are no such runs.
    await Promise.allSettled([enqueue("1"), add("a"), enqueue("2")]);
    expect(told).toBe(0);
    expect(await kept()).toEqual(["a"]);
  });
});

describe("a group that takes its time", () => {
  it("keeps others waiting for a moment, unless as many are open as may be", async () => {
    await open(() => {});
    const engine = { ...sqliteEngine(":memory:"), groupsAtOnce: 2 };
    const db = { withPlugin: () => db } as unknown as Kysely<Tables>;
    const groups = new WriteGroups(engine, (work) => work(db));
    const finish: (() => void)[] = [];
    const order: string[] = [];
    const slow = (name: string) =>
      groups
        .add(() => new Promise<void>((resolve) => finish.push(resolve)))
        .then(() => order.push(name));
    const quick = (name: string) => groups.add(async () => {}).then(() => order.push(name));
    const first = slow("slow");
    await expect.poll(() => finish.length).toBe(1);
    await quick("quick");
    const second = slow("slow, too");
    await expect.poll(() => finish.length).toBe(2);
    const last = quick("quick, too");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(order).toEqual(["quick"]);
    finish[1]?.();
    await last;
    expect(order).toEqual(["quick", "slow, too", "quick, too"]);
    finish[0]?.();
    await Promise.all([first, second]);
  });
});
