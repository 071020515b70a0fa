import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import { insertOrganization, organization, policy, policySet, run, workspace } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function organizationContract({ transaction }: StoreUnderTest): void {
  it("gives back what was inserted", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      const full = { ...organization(), email: "ops@acme.test", costEstimationEnabled: true };
      await tx.organizations.save("acme", full);
      expect(await tx.organizations.get("acme")).toEqual(full);
      expect(await tx.organizations.getForUpdate("acme")).toEqual(full);
      expect(await tx.organizations.exists("acme")).toBe(true);
    }));

  it("finds nothing under another name", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await expect(tx.organizations.get("ACME")).rejects.toThrow(NotFound);
      await expect(tx.organizations.get("acme\0")).rejects.toThrow(NotFound);
      expect(await tx.organizations.exists("other")).toBe(false);
    }));

  it("lists by name, a page at a time", () =>
    transaction(async (tx) => {
      for (const name of ["c", "a", "b"]) await insertOrganization(tx, name);
      const first = await tx.organizations.list("all", { number: 1, size: 2 });
      expect(first).toMatchObject({ total: 3, hasNext: true, number: 1, size: 2 });
      expect(first.items.map(({ name }) => name)).toEqual(["a", "b"]);
      const second = await tx.organizations.list("all", { number: 2, size: 2 });
      expect(second).toMatchObject({ total: 3, hasNext: false });
      expect(second.items.map(({ name }) => name)).toEqual(["c"]);
      const beyond = await tx.organizations.list("all", { number: 9, size: 2 });
      expect(beyond).toEqual({ items: [], number: 9, size: 2, total: 3, hasNext: false });
    }));

  it("takes everything along when it is renamed", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.workspaces.insert(workspace("app"));
      await tx.policies.insert(policy("tags"));
      await tx.policySets.insert(policySet("prod"));
      await tx.runs.insert(run("1"));
      await tx.organizations.save("acme", { ...organization(), name: "corp" });
      expect(await tx.organizations.exists("acme")).toBe(false);
      const moved = [
        await tx.projects.get("prj-acme"),
        await tx.workspaces.get("ws-app"),
        await tx.policies.get("pol-tags"),
        await tx.policySets.get("polset-prod"),
        await tx.runs.get("run-1"),
      ];
      expect(moved.map((each) => each.organization)).toEqual(Array(5).fill("corp"));
    }));

  it("takes everything along when it is deleted", async () => {
    await transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.workspaces.insert(workspace("app"));
      await tx.policies.insert(policy("tags"));
      await tx.policySets.insert(policySet("prod"));
      await tx.runs.insert(run("1"));
      await tx.work.enqueue("work-1", "inspect-plan", "run-1", 1);
    });
    await transaction((tx) => tx.organizations.delete("acme"));
    await transaction(async (tx) => {
      await expect(tx.projects.get("prj-acme")).rejects.toThrow(NotFound);
      await expect(tx.workspaces.get("ws-app")).rejects.toThrow(NotFound);
      await expect(tx.policies.get("pol-tags")).rejects.toThrow(NotFound);
      await expect(tx.policySets.get("polset-prod")).rejects.toThrow(NotFound);
      await expect(tx.runs.get("run-1")).rejects.toThrow(NotFound);
      expect(await tx.work.claim(2, 3)).toBeNull();
    });
  });
}
