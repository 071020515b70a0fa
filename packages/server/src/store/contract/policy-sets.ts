import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import type { PolicySetQuery } from "../../domain/policy-sets/policy-set-store.js";
import type { ScopeList } from "../../domain/policy-sets/scope.js";
import type { Transaction } from "../../domain/store.js";
import {
  HOSTILE_TEXT,
  insertOrganization,
  policy,
  policySet,
  project,
  workspace,
} from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

const NOWHERE = { workspaces: [], projects: [], workspaceExclusions: [], projectExclusions: [] };

const PAGE = { number: 1, size: 20 };

export function policySetContract({ transaction }: StoreUnderTest): void {
  const insertMembers = async (tx: Transaction) => {
    await insertOrganization(tx);
    for (const name of ["b", "a"]) {
      await tx.workspaces.insert(workspace(name));
      await tx.policies.insert(policy(name));
    }
  };

  it("gives back what was inserted and saved", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.policySets.insert(policySet("prod"));
      const changed = {
        ...policySet("live", {
          kind: "opa",
          description: HOSTILE_TEXT,
          isOverridable: true,
          policyToolVersion: "0.44.0",
          policyUpdatePatterns: [HOSTILE_TEXT],
        }),
        id: "polset-prod",
        isVersioned: true,
        updatedAt: 5,
      };
      await tx.policySets.save(changed);
      const noVersions = { newestVersionId: null, currentVersionId: null };
      const members = { repository: null, policyIds: [], scope: NOWHERE, workspaceCount: 0 };
      const expected = { ...changed, ...noVersions, ...members };
      expect(await tx.policySets.get("polset-prod")).toEqual(expected);
      expect(await tx.policySets.getForUpdate("polset-prod")).toEqual(expected);
      expect(await tx.policySets.getMany(["polset-prod", "x"])).toEqual([expected]);
      expect(await tx.policySets.isNameTaken("acme", "live")).toBe(true);
      expect(await tx.policySets.isNameTaken("acme", "prod")).toBe(false);
    }));

  it("gains and loses members, each once, by their names", () =>
    transaction(async (tx) => {
      await insertMembers(tx);
      await tx.policySets.insert(policySet("prod"));
      await tx.policySets.addPolicies("polset-prod", ["pol-b", "pol-a"]);
      await tx.policySets.addPolicies("polset-prod", ["pol-a"]);
      await tx.policySets.addPolicies("polset-prod", []);
      await tx.policySets.addToScope("polset-prod", "workspaces", ["ws-b", "ws-a"]);
      expect(await tx.policySets.get("polset-prod")).toMatchObject({
        policyIds: ["pol-a", "pol-b"],
        scope: { ...NOWHERE, workspaces: ["ws-a", "ws-b"] },
        workspaceCount: 2,
      });
      await tx.policySets.removePolicies("polset-prod", ["pol-b", "pol-unknown"]);
      await tx.policySets.removeFromScope("polset-prod", "workspaces", ["ws-a", "ws-b"]);
      expect(await tx.policySets.get("polset-prod")).toMatchObject({
        policyIds: ["pol-a"],
        scope: NOWHERE,
        workspaceCount: 0,
      });
    }));

  it("keeps each list of its scope apart, by names", () =>
    transaction(async (tx) => {
      await insertMembers(tx);
      const id = "polset-prod";
      await tx.projects.insert(project("b"));
      await tx.projects.insert(project("a"));
      await tx.policySets.insert(policySet("prod"));
      await tx.policySets.addToScope(id, "projects", ["prj-b", "prj-a"]);
      await tx.policySets.addToScope(id, "workspaceExclusions", ["ws-b", "ws-b"]);
      await tx.policySets.addToScope(id, "projectExclusions", ["prj-b"]);
      await tx.policySets.replaceScope(id, "projectExclusions", ["prj-a"]);
      const scope = {
        workspaces: [],
        projects: ["prj-a", "prj-b"],
        workspaceExclusions: ["ws-b"],
        projectExclusions: ["prj-a"],
      };
      expect((await tx.policySets.get(id)).scope).toEqual(scope);
      await tx.projects.delete("prj-a");
      await tx.policySets.replaceScope(id, "workspaceExclusions", []);
      expect((await tx.policySets.get(id)).scope).toEqual({ ...NOWHERE, projects: ["prj-b"] });
    }));

  it("counts all workspaces of the organization when it is global", () =>
    transaction(async (tx) => {
      await insertMembers(tx);
      await insertOrganization(tx, "other");
      await tx.workspaces.insert(workspace("c", {}, "other"));
      await tx.policySets.insert(policySet("all", { isGlobal: true }));
      expect((await tx.policySets.get("polset-all")).workspaceCount).toBe(2);
    }));

  it("filters by name, kind and versions", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.policySets.insert(policySet("prod"));
      await tx.policySets.insert(policySet("prod-opa", { kind: "opa" }));
      await tx.policySets.insert({ ...policySet("files"), isVersioned: true });
      const names = async (query: PolicySetQuery) => {
        const page = await tx.policySets.list("acme", query, PAGE);
        expect(page.total).toBe(page.items.length);
        return page.items.map(({ name }) => name);
      };
      expect(await names({})).toEqual(["files", "prod", "prod-opa"]);
      expect(await names({ search: "PROD" })).toEqual(["prod", "prod-opa"]);
      expect(await names({ search: "prod", kind: "opa" })).toEqual(["prod-opa"]);
      expect(await names({ isVersioned: true })).toEqual(["files"]);
      expect(await names({ isVersioned: false })).toEqual(["prod", "prod-opa"]);
    }));

  it("knows what is enforced on a workspace, and how: attached or global, with policies", () =>
    transaction(async (tx) => {
      await insertMembers(tx);
      await insertOrganization(tx, "other");
      await tx.policies.insert(policy("x", {}, "other"));
      const sets = [
        policySet("attached"),
        policySet("elsewhere"),
        policySet("empty", { isGlobal: true }),
        policySet("global", { isGlobal: true }),
        policySet("opa", { isGlobal: true, kind: "opa", description: HOSTILE_TEXT }),
      ];
      for (const set of sets) await tx.policySets.insert(set);
      await tx.policySets.insert(policySet("foreign", { isGlobal: true }, "other"));
      await tx.policySets.addPolicies("polset-foreign", ["pol-x"]);
      for (const id of ["polset-attached", "polset-elsewhere", "polset-global", "polset-opa"]) {
        await tx.policySets.addPolicies(id, ["pol-b", "pol-a"]);
      }
      await tx.policySets.addToScope("polset-attached", "workspaces", ["ws-a"]);
      await tx.policySets.addToScope("polset-elsewhere", "workspaces", ["ws-b"]);
      const policies = [
        { id: "pol-a", name: "a" },
        { id: "pol-b", name: "b" },
      ];
      const sentinel = {
        kind: "sentinel",
        description: null,
        isAgentEnabled: false,
        isOverridable: null,
        policyToolVersion: null,
      };
      const opa = {
        ...sentinel,
        kind: "opa",
        description: HOSTILE_TEXT,
        isAgentEnabled: true,
        isOverridable: false,
      };
      expect(await tx.policySets.enforcedOn(workspace("a"))).toEqual([
        { id: "polset-attached", name: "attached", policies, ...sentinel },
        { id: "polset-global", name: "global", policies, ...sentinel },
        { id: "polset-opa", name: "opa", policies, ...opa },
      ]);
    }));

  it("is enforced through the project, and not where either is left out", () =>
    transaction(async (tx) => {
      await insertMembers(tx);
      await tx.projects.insert(project("p"));
      await tx.workspaces.insert({ ...workspace("inside"), projectId: "prj-p" });
      const add = async (
        name: string,
        isGlobal: boolean,
        lists: Partial<Record<ScopeList, readonly string[]>>,
      ) => {
        await tx.policySets.insert(policySet(name, { isGlobal }));
        await tx.policySets.addPolicies(`polset-${name}`, ["pol-a"]);
        for (const [list, ids] of Object.entries(lists)) {
          await tx.policySets.addToScope(`polset-${name}`, list as ScopeList, ids);
        }
      };
      await add("project", false, { projects: ["prj-p"] });
      await add("twice", false, { projects: ["prj-p"], workspaces: ["ws-inside"] });
      await add("but-a", true, { workspaceExclusions: ["ws-a"] });
      await add("but-p", true, { projectExclusions: ["prj-p"] });
      await add("not-inside", false, {
        projects: ["prj-p"],
        workspaces: ["ws-inside"],
        workspaceExclusions: ["ws-inside"],
      });
      const on = async (id: string) => {
        const sets = await tx.policySets.enforcedOn(await tx.workspaces.get(id));
        return sets.map(({ name }) => name);
      };
      expect(await on("ws-inside")).toEqual(["but-a", "project", "twice"]);
      expect(await on("ws-a")).toEqual(["but-p"]);
      expect(await on("ws-b")).toEqual(["but-a", "but-p"]);
    }));

  it("leaves its members alone when it is deleted", () =>
    transaction(async (tx) => {
      await insertMembers(tx);
      await tx.policySets.insert(policySet("prod"));
      await tx.policySets.addPolicies("polset-prod", ["pol-a"]);
      await tx.policySets.addToScope("polset-prod", "workspaces", ["ws-a"]);
      await tx.policySets.delete("polset-prod");
      await expect(tx.policySets.get("polset-prod")).rejects.toThrow(NotFound);
      expect((await tx.policies.get("pol-a")).policySetIds).toEqual([]);
      expect((await tx.workspaces.get("ws-a")).name).toBe("a");
    }));

  it("takes more members at once than a statement may have values", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.policySets.insert(policySet("prod"));
      const unknown = Array.from({ length: 40_000 }, (_, index) => `pol-${index}`);
      expect(await tx.policies.getMany(unknown)).toEqual([]);
      await tx.policySets.removePolicies("polset-prod", unknown);
    }));
}
