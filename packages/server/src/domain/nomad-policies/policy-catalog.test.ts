import { describe, expect, it, vi } from "vitest";
import { Unavailable } from "../errors.js";
import type { Transaction } from "../store.js";
import { PolicyCatalogs } from "./policy-catalog.js";
import { TooManyWaiting, Waiters } from "./waiters.js";

/** A store whose index is set by hand, and which tells of nothing that it is not told to tell. */
class FakeStore {
  index = 1;
  isAway = false;
  reads = 0;
  lists = 0;
  private readonly listeners = new Set<() => void>();

  async read<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    this.reads++;
    await new Promise((resolve) => setImmediate(resolve));
    if (this.isAway) throw new Unavailable("away");
    const nomadPolicies = {
      lastIndex: async () => this.index,
      list: async () => {
        this.lists++;
        return [];
      },
    };
    return work({ nomadPolicies } as unknown as Transaction);
  }

  onIndexTaken(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  take(): void {
    this.index++;
    for (const listener of this.listeners) listener();
  }
}

describe("the catalog of policies", () => {
  const clock = { time: 0, now: () => clock.time };
  function setUp(pollInterval = 10_000) {
    clock.time = 0;
    const store = new FakeStore();
    return { store, catalogs: new PolicyCatalogs(store, clock, pollInterval) };
  }

  it("asks for the list only when the index is another", async () => {
    const { store, catalogs } = setUp();
    for (let i = 0; i < 3; i++) await catalogs.current();
    store.index = 5;
    expect((await catalogs.current()).index).toBe(5);
    expect([store.reads, store.lists]).toEqual([4, 2]);
  });

  it("lets all who ask at once share a read, and none miss what was committed before", async () => {
    const { store, catalogs } = setUp();
    const first = catalogs.current();
    store.index = 2;
    const rest = Array.from({ length: 50 }, () => catalogs.current());
    expect((await Promise.all([first, ...rest])).slice(1).map(({ index }) => index)).toEqual(
      Array(50).fill(2),
    );
    expect(store.reads).toBeLessThanOrEqual(3);
  });

  it("wakes for what it is told, and for that alone", async () => {
    const { store, catalogs } = setUp();
    await catalogs.current();
    const waiting = [2, 3].map((beyond) => catalogs.wait(({ index }) => index > beyond));
    store.take();
    store.take();
    expect((await waiting[0]?.change)?.index).toBe(3);
    expect(catalogs.waiting).toBe(1);
    waiting[1]?.end();
    expect(await waiting[1]?.change).toBeNull();
    catalogs.close();
  });

  it("asks none of those who wait when there is nothing new", async () => {
    const { store, catalogs } = setUp();
    await catalogs.current();
    let asked = 0;
    const waiting = catalogs.wait(() => {
      asked++;
      return false;
    });
    for (let i = 0; i < 5; i++) await catalogs.current();
    expect(asked).toBe(1);
    store.index = 2;
    await catalogs.current();
    expect(asked).toBe(2);
    waiting.end();
  });

  it("sees what came between a look and the wait", async () => {
    const { store, catalogs } = setUp();
    const { index: seen } = await catalogs.current();
    store.index = 2;
    await catalogs.current();
    expect((await catalogs.wait(({ index }) => index > seen).change)?.index).toBe(2);
  });

  it("finds out by itself what nobody tells, while somebody waits", async () => {
    const { store, catalogs } = setUp(20);
    await catalogs.current();
    const waiting = catalogs.wait(({ index }) => index > 1);
    store.isAway = true;
    await vi.waitFor(() => expect(store.reads).toBeGreaterThan(2));
    store.isAway = false;
    store.index = 2;
    expect((await waiting.change)?.index).toBe(2);
    await vi.waitFor(async () => {
      const { reads } = store;
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(store.reads).toBe(reads);
    });
  });

  it("shows those who do not mind what was known a moment ago, and how old it is", async () => {
    const { store, catalogs } = setUp();
    expect(await catalogs.recent()).toMatchObject({ age: 0 });
    const { reads } = store;
    clock.time = 9_000;
    expect(await catalogs.recent()).toMatchObject({ age: 9_000 });
    expect(store.reads).toBe(reads);
    store.isAway = true;
    clock.time = 10_000;
    await expect(catalogs.recent()).rejects.toThrow(Unavailable);
    store.isAway = false;
    expect(await catalogs.recent()).toMatchObject({ age: 0 });
    // A clock that is set back tells nothing of age.
    clock.time = 0;
    expect(await catalogs.recent()).toMatchObject({ age: 0 });
    expect(store.reads).toBe(reads + 3);
  });

  it("holds nobody when it is closed", async () => {
    const { catalogs } = setUp();
    const waiting = catalogs.wait(() => false);
    catalogs.close();
    expect(await waiting.change).toBeNull();
    expect(await catalogs.wait(() => false).change).toBeNull();
  });
});

describe("those who wait", () => {
  it("are limited", () => {
    const waiters = new Waiters<number>(2);
    const first = waiters.add(() => false, null);
    waiters.add(() => false, null);
    expect(() => waiters.add(() => false, null)).toThrow(TooManyWaiting);
    first.end();
    first.end();
    expect(waiters.size).toBe(1);
    waiters.add(() => false, null);
  });
});
