import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import type { StandingOverride } from "../../domain/standing-overrides/standing-override.js";
import type { Transaction } from "../../domain/store.js";
import { HOSTILE_TEXT, insertOrganization, policy, policySet, workspace } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function standingOverrideContract({ transaction }: StoreUnderTest): void {
  const standing = (name: string, given: Partial<StandingOverride> = {}): StandingOverride => ({
    id: `so-${name}`,
    organization: "acme",
    workspaceId: "ws-app",
    projectId: "prj-acme",
    policySetId: "polset-prod",
    policyId: "pol-tags",
    setName: "prod",
    policyName: "tags",
    runId: "run-1",
    grantedBy: { kind: "user", id: "user-eve", name: "eve", isSiteAdmin: false },
    comment: null,
    createdAt: 1,
    expiresAt: 100,
    ...given,
  });
  const fromVersion = { policyId: null, policyName: "listed" };
  const inNoSet = { policySetId: null, setName: "policies without sets" };
  const insertPlaces = async (tx: Transaction) => {
    await insertOrganization(tx);
    for (const name of ["app", "db"]) await tx.workspaces.insert(workspace(name));
    await tx.policies.insert(policy("tags"));
    await tx.policySets.insert(policySet("prod"));
  };
  const list = async (tx: Transaction, query = {}, now = 1, number = 1) => {
    const page = { number, size: 2 };
    const filter = { within: "all", ...query } as const;
    const { items, hasNext } = await tx.standingOverrides.list("acme", filter, now, page);
    return [...items.map(({ id }) => id), ...(hasNext ? ["…"] : [])];
  };
  const ids = async (tx: Transaction, now = 1) =>
    (await tx.standingOverrides.ofWorkspace("ws-app", now)).map(({ id }) => id).sort();

  it("gives back what was put, one for each policy of a set in a workspace", () =>
    transaction(async (tx) => {
      await insertPlaces(tx);
      const first = standing("1", { comment: HOSTILE_TEXT });
      for (const each of [
        first,
        standing("2", { workspaceId: "ws-db" }),
        standing("3", fromVersion),
        standing("4", inNoSet),
      ])
        await tx.standingOverrides.put(each);
      expect(await tx.standingOverrides.get("so-1")).toEqual(first);
      expect(await tx.standingOverrides.get("so-4")).toEqual(standing("4", inNoSet));
      expect(await ids(tx)).toEqual(["so-1", "so-3", "so-4"]);
      for (const [name, given] of [
        ["5", {}],
        ["6", fromVersion],
        ["7", inNoSet],
      ] as const)
        await tx.standingOverrides.put(standing(name, given));
      expect(await ids(tx)).toEqual(["so-5", "so-6", "so-7"]);
      await tx.standingOverrides.delete("so-5");
      await expect(tx.standingOverrides.get("so-5")).rejects.toThrow(NotFound);
      expect(await ids(tx)).toEqual(["so-6", "so-7"]);
    }));

  it("lists those that have not expired, the latest first, at some places", () =>
    transaction(async (tx) => {
      await insertPlaces(tx);
      await tx.standingOverrides.put(standing("1"));
      await tx.standingOverrides.put(standing("2", { ...inNoSet, createdAt: 2 }));
      const inDb = { workspaceId: "ws-db", createdAt: 3, expiresAt: 50 };
      await tx.standingOverrides.put(standing("3", inDb));
      expect(await list(tx)).toEqual(["so-3", "so-2", "…"]);
      expect(await list(tx, {}, 1, 2)).toEqual(["so-1"]);
      expect(await list(tx, {}, 50)).toEqual(["so-2", "so-1"]);
      expect(await list(tx, {}, 100)).toEqual([]);
      expect(await list(tx, { workspaceId: "ws-db" })).toEqual(["so-3"]);
      expect(await list(tx, { policySetId: "polset-prod" })).toEqual(["so-3", "so-1"]);
      const places = { workspaceIds: ["ws-db"], projectIds: [] };
      expect(await list(tx, { within: places })).toEqual(["so-3"]);
      const projects = { workspaceIds: [], projectIds: ["prj-acme"] };
      expect(await list(tx, { within: projects })).toEqual(["so-3", "so-2", "…"]);
    }));

  it("removes those that have expired, so many at once", () =>
    transaction(async (tx) => {
      await insertPlaces(tx);
      for (const name of ["1", "2", "3"]) {
        const policyName = `listed-${name}`;
        const expiresAt = Number(name);
        await tx.standingOverrides.put(standing(name, { policyId: null, policyName, expiresAt }));
      }
      expect(await tx.standingOverrides.deleteExpired(2, 1)).toBe(1);
      expect(await ids(tx, 0)).toEqual(["so-2", "so-3"]);
      expect(await tx.standingOverrides.deleteExpired(2, 9)).toBe(1);
      expect(await ids(tx, 0)).toEqual(["so-3"]);
      expect(await tx.standingOverrides.deleteExpired(2, 9)).toBe(0);
    }));

  it("has none of a workspace, policy set or policy that is gone", () =>
    transaction(async (tx) => {
      await insertPlaces(tx);
      await tx.standingOverrides.put(standing("1", inNoSet));
      await tx.standingOverrides.put(standing("2", fromVersion));
      await tx.standingOverrides.put(standing("3", { ...fromVersion, workspaceId: "ws-db" }));
      await tx.policies.delete("pol-tags");
      expect(await list(tx)).toEqual(["so-3", "so-2"]);
      await tx.workspaces.delete("ws-db");
      expect(await list(tx)).toEqual(["so-2"]);
      await tx.policySets.delete("polset-prod");
      expect(await list(tx)).toEqual([]);
    }));
}
