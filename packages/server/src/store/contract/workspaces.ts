import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import type { WorkspaceQuery } from "../../domain/workspaces/workspace-store.js";
import { HOSTILE_TEXT, insertOrganization, planOf, project, run, workspace } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

const PAGE = { number: 1, size: 20 };

export function workspaceContract({ transaction }: StoreUnderTest): void {
  it("gives back what was inserted and saved", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.workspaces.insert(workspace("app"));
      const changed = workspace("shop", {
        description: HOSTILE_TEXT,
        autoApply: true,
        executionMode: "local",
        terraformVersion: "1.11.4",
        workingDirectory: "infra",
        settings: { queueAllRuns: true, triggerPrefixes: ["/modules"] },
      });
      const by = { kind: "user", id: "user-admin", name: "admin" } as const;
      const saved = { id: "ws-app", updatedAt: 5, lock: { by, reason: HOSTILE_TEXT, at: 4 } };
      await tx.workspaces.save({ ...changed, ...saved });
      const expected = {
        ...changed,
        ...saved,
        currentRunId: null,
        currentConfigurationVersionId: null,
        currentStateVersionId: null,
        resourceCount: 0,
        tags: [],
      };
      expect(await tx.workspaces.get("ws-app")).toEqual(expected);
      expect(await tx.workspaces.getForUpdate("ws-app")).toEqual(expected);
      expect(await tx.workspaces.getByName("acme", "shop")).toEqual(expected);
      expect(await tx.workspaces.getMany(["ws-app", "ws-unknown"])).toEqual([expected]);
    }));

  it("finds nothing under another id or name", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.workspaces.insert(workspace("app"));
      await expect(tx.workspaces.get("ws-app\0")).rejects.toThrow(NotFound);
      await expect(tx.workspaces.getByName("other", "app")).rejects.toThrow(NotFound);
      expect(await tx.workspaces.getMany([])).toEqual([]);
    }));

  it("knows which names are taken in an organization", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.workspaces.insert(workspace("app"));
      expect(await tx.workspaces.isNameTaken("acme", "app")).toBe(true);
      expect(await tx.workspaces.isNameTaken("acme", "App")).toBe(false);
      expect(await tx.workspaces.isNameTaken("other", "app")).toBe(false);
    }));

  it("refuses a second one of the same name", async () => {
    const twice = transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.workspaces.insert(workspace("app"));
      await tx.workspaces.insert({ ...workspace("app"), id: "ws-2" });
    });
    await expect(twice).rejects.toThrow();
  });

  it("searches for a part of the name, whatever its case; nothing is a wildcard", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await insertOrganization(tx, "other");
      for (const name of ["app", "My-App_1", "net"]) await tx.workspaces.insert(workspace(name));
      await tx.workspaces.insert(workspace("app2", {}, "other"));
      const search = async (part: string) =>
        (await tx.workspaces.list("acme", { search: part }, PAGE)).items.map(({ name }) => name);
      expect(await search("APP")).toEqual(["My-App_1", "app"]);
      expect(await search("p_")).toEqual(["My-App_1"]);
      expect(await search("p%")).toEqual([]);
      expect(await search("\\")).toEqual([]);
      expect(await search("app\0")).toEqual([]);
      expect((await tx.workspaces.list("acme", { search: "net" }, PAGE)).total).toBe(1);
    }));

  it("finds names with gaps, projects, and what their latest runs have come to", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.projects.insert(project("net"));
      for (const name of ["app", "app-prod", "n_t"]) await tx.workspaces.insert(workspace(name));
      await tx.workspaces.insert({ ...workspace("shop"), projectId: "prj-net" });
      await tx.runs.insert(run("1", { createdAt: 10, status: "pending" }));
      await tx.runs.insert(run("2", { createdAt: 20, status: "errored" }));
      const other = { workspaceId: "ws-n_t", createdAt: 15, status: "pending" } as const;
      await tx.runs.insert(run("3", other));
      const find = async (query: WorkspaceQuery) =>
        (await tx.workspaces.list("acme", query, PAGE)).items.map(({ name }) => name);
      expect(await find({ wildcardName: "APP*" })).toEqual(["app", "app-prod"]);
      expect(await find({ wildcardName: "*p*o*" })).toEqual(["app-prod"]);
      expect(await find({ wildcardName: "n_t" })).toEqual(["n_t"]);
      expect(await find({ wildcardName: "app%" })).toEqual([]);
      expect(await find({ projectId: "prj-net" })).toEqual(["shop"]);
      expect(await find({ runStatuses: ["pending"] })).toEqual(["n_t"]);
      expect(await find({ runStatuses: ["pending", "errored"] })).toEqual(["app", "n_t"]);
      const byRun = (descending: boolean) => find({ order: { by: "latest run", descending } });
      expect(await byRun(true)).toEqual(["app", "n_t", "app-prod", "shop"]);
      expect(await byRun(false)).toEqual(["app-prod", "shop", "n_t", "app"]);
      const byName = { by: "name", descending: true } as const;
      expect(await find({ order: byName })).toEqual(["shop", "n_t", "app-prod", "app"]);
    }));

  it("names the run that was created last", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.workspaces.insert(workspace("app"));
      await tx.workspaces.insert(workspace("net"));
      await tx.runs.insert(run("2", { createdAt: 20 }));
      await tx.runs.insert(run("1", { createdAt: 10 }));
      const { items } = await tx.workspaces.list("acme", {}, PAGE);
      expect(items.map((each) => each.currentRunId)).toEqual(["run-2", null]);
    }));

  it("takes its runs and their work along when it is deleted", async () => {
    await transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.workspaces.insert(workspace("app"));
      await tx.runs.insert(run("1"));
      await tx.plans.insert(planOf(run("1")));
      await tx.work.enqueue("work-1", "inspect-plan", "run-1", 1);
    });
    await transaction((tx) => tx.workspaces.delete("ws-app"));
    await transaction(async (tx) => {
      await expect(tx.runs.get("run-1")).rejects.toThrow(NotFound);
      await expect(tx.plans.get("plan-1")).rejects.toThrow(NotFound);
      expect(await tx.work.claim(2, 3)).toBeNull();
    });
  });
}
