import { expect, it } from "vitest";
import type { Transaction } from "../../domain/store.js";
import type { WorkItem } from "../../domain/work/work-item.js";
import { insertOrganization, run, workspace } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function workContract({ transaction, onWorkEnqueued }: StoreUnderTest): void {
  const insertRuns = async (tx: Transaction) => {
    await insertOrganization(tx);
    await tx.workspaces.insert(workspace("app"));
    for (const name of ["1", "2"]) await tx.runs.insert(run(name));
  };
  const claim = async (tx: Transaction, now: number, until: number): Promise<WorkItem> => {
    const item = await tx.work.claim(now, until);
    if (item === null) throw new Error("nothing to claim");
    return item;
  };

  it("gives out what has waited longest, and nothing twice", () =>
    transaction(async (tx) => {
      await insertRuns(tx);
      await tx.work.enqueue("work-b", "check-policies", "run-2", 20);
      await tx.work.enqueue("work-a", "inspect-plan", "run-1", 10);
      expect(await tx.work.claim(5, 50)).toBeNull();
      const of = { organization: "acme", attempt: 1 };
      const first = { id: "work-a", kind: "inspect-plan", runId: "run-1", ...of };
      expect(await tx.work.claim(30, 60)).toEqual(first);
      const second = { id: "work-b", kind: "check-policies", runId: "run-2", ...of };
      expect(await tx.work.claim(30, 60)).toEqual(second);
      expect(await tx.work.claim(30, 60)).toBeNull();
    }));

  it("gives out first what belongs to those who have the fewest in hand", () =>
    transaction(async (tx) => {
      await insertRuns(tx);
      await insertOrganization(tx, "globex");
      await tx.workspaces.insert(workspace("globex", {}, "globex"));
      await tx.runs.insert(run("3", { organization: "globex", workspaceId: "ws-globex" }));
      await tx.work.enqueue("work-a", "inspect-plan", "run-1", 10);
      await tx.work.enqueue("work-b", "inspect-plan", "run-2", 11);
      await tx.work.enqueue("work-c", "inspect-plan", "run-3", 12);
      const next = async (inHand: Record<string, number>) =>
        (await tx.work.claim(30, 60, new Map(Object.entries(inHand))))?.id;
      expect(await next({ acme: 2, other: 1 })).toBe("work-c");
      expect(await next({ acme: 2, globex: 3 })).toBe("work-a");
      expect(await next({ acme: 2 })).toBe("work-b");
      expect(await next({ acme: 2 })).toBeUndefined();
    }));

  it("gives an item out again when its lease is over, with the next number", () =>
    transaction(async (tx) => {
      await insertRuns(tx);
      await tx.work.enqueue("work-a", "inspect-plan", "run-1", 10);
      await claim(tx, 10, 60);
      expect(await tx.work.claim(59, 100)).toBeNull();
      expect(await tx.work.claim(60, 100)).toMatchObject({ id: "work-a", attempt: 2 });
    }));

  it("extends, finishes and gives back for the last claim only", () =>
    transaction(async (tx) => {
      await insertRuns(tx);
      await tx.work.enqueue("work-a", "inspect-plan", "run-1", 10);
      const lost = await claim(tx, 10, 20);
      const held = await claim(tx, 20, 30);
      expect(await tx.work.extend(lost, 90)).toBe(false);
      expect(await tx.work.finish(lost)).toBe(false);
      await tx.work.giveBack(lost, 0);
      expect(await tx.work.claim(29, 90)).toBeNull();
      expect(await tx.work.extend(held, 40)).toBe(true);
      expect(await tx.work.claim(39, 90)).toBeNull();
      expect(await tx.work.finish(held)).toBe(true);
      expect(await tx.work.finish(held)).toBe(false);
      expect(await tx.work.claim(1_000, 2_000)).toBeNull();
    }));

  it("does not count an attempt that was given back", () =>
    transaction(async (tx) => {
      await insertRuns(tx);
      await tx.work.enqueue("work-a", "inspect-plan", "run-1", 10);
      await tx.work.giveBack(await claim(tx, 10, 60), 11);
      expect(await tx.work.claim(11, 60)).toMatchObject({ attempt: 1 });
    }));

  it("ends all leases; the attempts count", () =>
    transaction(async (tx) => {
      await insertRuns(tx);
      await tx.work.enqueue("work-a", "inspect-plan", "run-1", 10);
      await claim(tx, 10, 60);
      await tx.work.endLeases(11);
      expect(await tx.work.claim(11, 70)).toMatchObject({ id: "work-a", attempt: 2 });
    }));

  it("withdraws what a run was waiting for, and says whether anybody had begun", () =>
    transaction(async (tx) => {
      await insertRuns(tx);
      expect(await tx.work.withdraw("run-1")).toBe("nothing");
      await tx.work.enqueue("work-a", "inspect-plan", "run-1", 10);
      await tx.work.enqueue("work-b", "inspect-plan", "run-2", 20);
      expect(await tx.work.withdraw("run-2")).toBe("waiting");
      const item = await claim(tx, 30, 60);
      expect(await tx.work.withdraw("run-1")).toBe("started");
      expect(await tx.work.finish(item)).toBe(false);
    }));

  it("tells of enqueued work after the commit, and only then", async () => {
    let told = 0;
    const stop = onWorkEnqueued(() => told++);
    await transaction(async (tx) => {
      await insertRuns(tx);
      await tx.work.enqueue("work-a", "inspect-plan", "run-1", 10);
      expect(told).toBe(0);
    });
    expect(told).toBe(1);
    await transaction((tx) => tx.work.claim(10, 20));
    expect(told).toBe(1);
    const failing = transaction(async (tx) => {
      await tx.work.enqueue("work-b", "inspect-plan", "run-2", 10);
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    expect(told).toBe(1);
    stop();
    await transaction((tx) => tx.work.enqueue("work-c", "inspect-plan", "run-2", 10));
    expect(told).toBe(1);
  });
}
