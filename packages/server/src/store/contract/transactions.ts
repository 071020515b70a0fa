import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import { insertOrganization, policy, run, workspace } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function transactionContract({ transaction }: StoreUnderTest): void {
  it("keeps all of a transaction or nothing", async () => {
    const failing = transaction(async (tx) => {
      await insertOrganization(tx);
      throw new Error("too late");
    });
    await expect(failing).rejects.toThrow("too late");
    await transaction(async (tx) => {
      await expect(tx.organizations.get("acme")).rejects.toThrow(NotFound);
    });
  });

  it("does not keep what refers to nothing", async () => {
    const orphan = transaction((tx) => tx.policies.insert(policy("tags")));
    await expect(orphan).rejects.toThrow();
    const withoutProject = transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.workspaces.insert({ ...workspace("app"), projectId: "prj-unknown" });
    });
    await expect(withoutProject).rejects.toThrow();
    const runless = transaction((tx) => tx.runs.insert(run("1")));
    await expect(runless).rejects.toThrow();
  });

  it("lets transactions follow each other, in the order in which they came", async () => {
    await transaction((tx) => insertOrganization(tx));
    const order: number[] = [];
    const add = (number: number) =>
      transaction(async (tx) => {
        const { items } = await tx.workspaces.list("acme", undefined, { number: 1, size: 1 });
        expect(items).toHaveLength(Math.min(number, 1));
        await tx.workspaces.insert(workspace(`w${number}`));
        order.push(number);
      });
    await Promise.all([0, 1, 2, 3, 4].map(add));
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  it("knows which blobs rows name", async () => {
    await transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.policies.insert({ ...policy("tags"), code: "aa" });
      const found = await tx.blobs.referenced(["aa", "bb"]);
      expect([...found]).toEqual(["aa"]);
      expect([...(await tx.blobs.referenced([]))]).toEqual([]);
    });
  });
}
