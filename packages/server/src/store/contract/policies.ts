import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import type { PolicyQuery } from "../../domain/policies/policy-store.js";
import type { Transaction } from "../../domain/store.js";
import { HOSTILE_TEXT, insertOrganization, policy, policySet } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

const PAGE = { number: 1, size: 20 };

export function policyContract({ transaction }: StoreUnderTest): void {
  const names = async (tx: Transaction, query: Partial<PolicyQuery> = {}) => {
    const page = await tx.policies.list("acme", { sort: [], ...query }, PAGE);
    expect(page.total).toBe(page.items.length);
    return page.items.map(({ name }) => name);
  };

  it("gives back what was inserted and saved", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.policies.insert(policy("tags"));
      const changed = {
        ...policy("tags", { kind: "opa", query: HOSTILE_TEXT, description: HOSTILE_TEXT }),
        enforcementLevel: "mandatory" as const,
        code: "ab12",
        updatedAt: 7,
      };
      await tx.policies.save(changed);
      const expected = { ...changed, policySetIds: [] };
      expect(await tx.policies.get("pol-tags")).toEqual(expected);
      expect(await tx.policies.getForUpdate("pol-tags")).toEqual(expected);
      expect(await tx.policies.getMany(["pol-tags", "pol-x"])).toEqual([expected]);
    }));

  it("keeps empty text apart from none", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.policies.insert(policy("tags", { description: "" }));
      expect((await tx.policies.get("pol-tags")).description).toBe("");
    }));

  it("knows which are in no set", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await insertOrganization(tx, "other");
      for (const name of ["b", "a", "member"]) await tx.policies.insert(policy(name));
      await tx.policies.insert(policy("opa", { kind: "opa" }));
      await tx.policies.insert(policy("foreign", {}, "other"));
      await tx.policySets.insert(policySet("prod"));
      await tx.policySets.addPolicies("polset-prod", ["pol-member"]);
      expect(await tx.policies.withoutSets("acme", "sentinel")).toEqual([
        { id: "pol-a", name: "a" },
        { id: "pol-b", name: "b" },
      ]);
    }));

  it("names the sets of a policy, by the sets' names", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.policies.insert(policy("tags"));
      for (const name of ["b", "a", "c"]) await tx.policySets.insert(policySet(name));
      for (const name of ["b", "a"])
        await tx.policySets.addPolicies(`polset-${name}`, ["pol-tags"]);
      expect((await tx.policies.get("pol-tags")).policySetIds).toEqual(["polset-a", "polset-b"]);
    }));

  it("filters by name and kind", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await insertOrganization(tx, "other");
      await tx.policies.insert(policy("tags"));
      await tx.policies.insert(policy("cost-tags", { kind: "opa", query: "q" }));
      await tx.policies.insert(policy("ssh"));
      await tx.policies.insert(policy("tags2", {}, "other"));
      expect(await names(tx)).toEqual(["cost-tags", "ssh", "tags"]);
      expect(await names(tx, { search: "TAG" })).toEqual(["cost-tags", "tags"]);
      expect(await names(tx, { search: "tag", kind: "sentinel" })).toEqual(["tags"]);
      expect(await names(tx, { kind: "rego" })).toEqual([]);
    }));

  it("sorts, and settles what is equal by name", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      const times = { a: 2, b: 2, c: 1 };
      for (const [name, updatedAt] of Object.entries(times)) {
        await tx.policies.insert({ ...policy(name), updatedAt });
      }
      const sort = (by: "name" | "updatedAt", descending: boolean) => [{ by, descending }];
      expect(await names(tx, { sort: sort("name", true) })).toEqual(["c", "b", "a"]);
      expect(await names(tx, { sort: sort("updatedAt", false) })).toEqual(["c", "a", "b"]);
      expect(await names(tx, { sort: sort("updatedAt", true) })).toEqual(["a", "b", "c"]);
      await tx.policies.insert(policy("never-updated"));
      expect(await names(tx, { sort: sort("updatedAt", false) })).toEqual([
        "never-updated",
        ...["c", "a", "b"],
      ]);
      expect(await names(tx, { sort: sort("updatedAt", true) })).toEqual([
        ...["a", "b", "c"],
        "never-updated",
      ]);
    }));

  it("leaves no membership behind when it is deleted", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.policies.insert(policy("tags"));
      await tx.policySets.insert(policySet("prod"));
      await tx.policySets.addPolicies("polset-prod", ["pol-tags"]);
      await tx.policies.delete("pol-tags");
      await expect(tx.policies.get("pol-tags")).rejects.toThrow(NotFound);
      expect((await tx.policySets.get("polset-prod")).policyIds).toEqual([]);
      expect(await tx.policies.isNameTaken("acme", "tags")).toBe(false);
    }));
}
