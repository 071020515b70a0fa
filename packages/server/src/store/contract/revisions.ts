import { setImmediate as turn } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Transaction } from "../../domain/store.js";
import { insertOrganization, policy } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function revisionContract({ read, transaction, revision, another }: StoreUnderTest): void {
  /** An engine that asks over a connection of its own has none at first. */
  const known = async () => {
    await expect.poll(revision).not.toBe(null);
    return revision();
  };
  const insert = (name: string) => (tx: Transaction) => tx.policies.insert(policy(name));

  it("stays while nothing is changed, whoever reads", async () => {
    await transaction((tx) => insertOrganization(tx));
    const before = await known();
    await read((tx) => tx.organizations.get("acme"));
    await transaction((tx) => tx.organizations.get("acme"));
    // Workers look at an empty queue all the time.
    await transaction((tx) => tx.work.claim(0, 1));
    expect(await revision()).toBe(before);
  });

  it("is another one after every commit, and never one that was before", async () => {
    await transaction((tx) => insertOrganization(tx));
    const revisions = [await known()];
    for (const name of ["a", "b", "c"]) {
      await transaction(insert(name));
      revisions.push(await revision());
      await transaction((tx) => tx.policies.delete(`pol-${name}`));
      revisions.push(await revision());
    }
    expect(new Set(revisions).size).toBe(revisions.length);
  });

  it("is another one as soon as somebody else has committed, and not before", async () => {
    await transaction((tx) => insertOrganization(tx));
    const other = await another();
    try {
      const before = await known();
      let unfinished: unknown;
      await other.transaction(async (tx) => {
        await insert("a")(tx);
        unfinished = await revision();
      });
      expect(unfinished).toBe(before);
      expect(await revision()).not.toBe(before);
    } finally {
      await other.close();
    }
  });

  it("stands for what is read between two that are the same, while others write", async () => {
    await transaction((tx) => insertOrganization(tx));
    await known();
    const other = await another();
    const seen = new Map<string, string>();
    let isWriting = true;
    const count = () =>
      read((tx) => tx.policies.list("acme", { sort: [] }, { number: 1, size: 1 })).then(
        ({ total }) => String(total),
      );
    const reader = async () => {
      for (let settled = 0; settled < 3; ) {
        await turn();
        const before = await revision();
        const total = await count();
        if (before !== null && (await revision()) === before) {
          expect(seen.get(before) ?? total).toBe(total);
          seen.set(before, total);
          if (!isWriting) settled++;
        }
      }
    };
    const writeInTurn = async () => {
      for (let i = 0; i < 15; i++) {
        await transaction(insert(`own-${i}`));
        await other.transaction(insert(`other-${i}`));
      }
      isWriting = false;
    };
    await Promise.all([reader(), reader(), reader(), writeInTurn()]);
    await other.close();
    expect([...seen.values()]).toContain("30");
  });
}
