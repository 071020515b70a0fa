import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import { insertOrganization, policy, policySet, run, workspace } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function transactionContract({ read, transaction }: StoreUnderTest): void {
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

  it("lets transactions that run at once end as if they had followed each other", async () => {
    await transaction((tx) => insertOrganization(tx));
    const add = (name: string) =>
      transaction(async (tx) => {
        const { total } = await tx.policies.list("acme", { sort: [] }, { number: 1, size: 1 });
        await tx.policies.insert(policy(name, { description: `after ${total}` }));
      });
    await Promise.all(["a", "b", "c", "d", "e", "f"].map(add));
    await read(async (tx) => {
      const { items } = await tx.policies.list("acme", { sort: [] }, { number: 1, size: 20 });
      const after = items.map(({ description }) => description);
      expect(after.sort()).toEqual([0, 1, 2, 3, 4, 5].map((total) => `after ${total}`));
    });
  });

  it("lets one of several have a name, and the others see that it is taken", async () => {
    await transaction((tx) => insertOrganization(tx));
    const take = (id: string) =>
      transaction(async (tx) => {
        if (await tx.policies.isNameTaken("acme", "tags")) return "taken";
        await tx.policies.insert({ ...policy("tags"), id });
        return "mine";
      });
    const answers = await Promise.all(["pol-1", "pol-2", "pol-3", "pol-4"].map(take));
    expect(answers.sort()).toEqual(["mine", "taken", "taken", "taken"]);
  });

  it("lets whoever waits for a row see what the one before has made of all", async () => {
    await transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.policySets.insert(policySet("prod"));
      for (const name of ["a", "b", "c"]) await tx.policies.insert(policy(name));
    });
    const add = (name: string) =>
      transaction(async (tx) => {
        const { policyIds } = await tx.policySets.getForUpdate("polset-prod");
        await tx.policySets.addPolicies("polset-prod", [`pol-${name}`]);
        return policyIds.length;
      });
    expect((await Promise.all(["a", "b", "c"].map(add))).sort()).toEqual([0, 1, 2]);
  });

  it("lets many change what is their own, at the same time and again and again", async () => {
    const names = Array.from({ length: 16 }, (_, index) => `policy-${index}`);
    await transaction(async (tx) => {
      await insertOrganization(tx);
      for (const name of names) await tx.policies.insert(policy(name));
    });
    await Promise.all(
      names.map(async (name) => {
        for (let round = 0; round < 25; round++) {
          await transaction(async (tx) => {
            const found = await tx.policies.getForUpdate(`pol-${name}`);
            await tx.policies.save({ ...found, description: `round ${round}` });
          });
        }
      }),
    );
    const found = await read((tx) => tx.policies.getMany(names.map((name) => `pol-${name}`)));
    expect(found.map(({ description }) => description)).toEqual(names.map(() => "round 24"));
  });

  it("reads without changing anything", async () => {
    await transaction((tx) => insertOrganization(tx));
    expect((await read((tx) => tx.organizations.get("acme"))).name).toBe("acme");
    await expect(read((tx) => tx.policies.insert(policy("tags")))).rejects.toThrow(/read.?only/);
    expect(await transaction((tx) => tx.policies.isNameTaken("acme", "tags"))).toBe(false);
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
