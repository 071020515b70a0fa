import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import type { Run } from "../../domain/runs/run.js";
import type { OrganizationRunQuery } from "../../domain/runs/run-store.js";
import { HOSTILE_TEXT, insertOrganization, planOf, run, user, workspace } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function runContract({ transaction }: StoreUnderTest): void {
  const full = run("1", {
    policyCheckId: "polchk-1",
    taskStageId: "ts-1",
    createdBy: "user-eve",
    source: "tfe-configuration-version",
    status: "policy_override",
    statusTimes: { pending: 1, planning: 2, policy_override: 3 },
    hasChanges: true,
    message: HOSTILE_TEXT,
    isDestroy: true,
    isPlanOnly: true,
    autoApply: true,
    allowEmptyApply: true,
    savePlan: true,
    refresh: false,
    refreshOnly: true,
    targetAddresses: ["aws_instance.web"],
    replaceAddresses: [HOSTILE_TEXT],
    variables: [{ key: "env", value: HOSTILE_TEXT }],
    terraformVersion: "1.11.4",
    allowConfigGeneration: true,
    debuggingMode: true,
    invokedActions: ["action.aws_lambda_invoke.example"],
    policyPaths: ["./policies"],
  });

  it("gives back what was inserted and saved", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.workspaces.insert(workspace("app"));
      await tx.users.insert(user("eve"));
      await tx.runs.insert(run("1"));
      expect(await tx.runs.get("run-1")).toEqual(run("1"));
      await tx.runs.save(full);
      expect(await tx.runs.get("run-1")).toEqual(full);
      expect(await tx.runs.getForUpdate("run-1")).toEqual(full);
      expect(await tx.runs.getByApply(full.applyId)).toEqual(full);
      await expect(tx.runs.getByApply("apply-2")).rejects.toThrow(NotFound);
      await expect(tx.runs.get("run-2")).rejects.toThrow(NotFound);
    }));

  it("lists the latest first; those of the same moment always in the same order", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.workspaces.insert(workspace("app"));
      await tx.workspaces.insert(workspace("net"));
      for (const [name, createdAt] of Object.entries({ a: 1, c: 2, b: 2 })) {
        await tx.runs.insert(run(name, { createdAt }));
      }
      await tx.runs.insert(run("d", { createdAt: 3, workspaceId: "ws-net" }));
      const many = await tx.runs.getMany(["run-d", "run-none", "run-a"]);
      expect(many.map(({ id }) => id)).toEqual(["run-d", "run-a"]);
      expect(await tx.runs.getMany([])).toEqual([]);
      const page = await tx.runs.listByWorkspace("ws-app", {}, { number: 1, size: 2 });
      expect(page.items.map(({ id }) => id)).toEqual(["run-c", "run-b"]);
      expect(page).toMatchObject({ total: 3, hasNext: true });
      const all = await tx.runs.listByOrganization(
        "acme",
        { within: "all" },
        { number: 1, size: 20 },
      );
      expect(all.items.map(({ id }) => id)).toEqual(["run-d", "run-c", "run-b", "run-a"]);
    }));

  const searches: readonly [string, OrganizationRunQuery, readonly string[]][] = [
    ["everything", { within: "all" }, ["d", "c", "b", "a"]],
    ["a status", { within: "all", statuses: ["errored", "planned"] }, ["b"]],
    [
      "statuses",
      { within: "all", statuses: ["pending", "errored"], createdFrom: 2 },
      ["d", "c", "b"],
    ],
    ["no status", { within: "all", statuses: [] }, []],
    ["operations", { within: "all", operations: ["destroy", "plan_only"] }, ["c", "b"]],
    ["a source", { within: "all", sources: ["tfe-ui"] }, ["d"]],
    ["times", { within: "all", createdFrom: 2, createdBefore: 4 }, ["c", "b"]],
    ["names of workspaces", { within: "all", workspaceNames: ["net", "none"] }, ["d"]],
    ["a place", { within: { workspaceIds: ["ws-net"], projectIds: [] } }, ["d"]],
    [
      "a place where the named workspace is not",
      { within: { workspaceIds: ["ws-net"], projectIds: [] }, workspaceNames: ["app"] },
      [],
    ],
    ["a user", { within: "all", user: "eve" }, ["b", "a"]],
    ["part of a user's name", { within: "all", user: "ev" }, []],
    ["part of a message, in any case", { within: "all", text: "100% Ünder_" }, ["c"]],
    ["what would mean more in a pattern", { within: "all", text: "1%0" }, []],
    ["an id", { within: "all", text: "run-d" }, ["d"]],
    ["part of an id", { within: "all", text: "run-" }, []],
    ["a message across control characters", { within: "all", text: "nul   quote" }, ["b"]],
    ["a user by text", { within: "all", text: "eve" }, ["b", "a"]],
    ["what is too far into a message", { within: "all", text: "end" }, []],
    ["several things", { within: "all", user: "eve", statuses: ["pending"] }, ["a"]],
  ];

  it("finds runs of an organization and of a workspace", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.workspaces.insert(workspace("app"));
      await tx.workspaces.insert(workspace("net"));
      await tx.users.insert(user("eve"));
      const runs: Readonly<Record<string, Partial<Run>>> = {
        a: { createdBy: "user-eve", message: `${"-".repeat(200)}end` },
        b: { createdBy: "user-eve", status: "errored", isDestroy: true, message: HOSTILE_TEXT },
        c: { isPlanOnly: true, isDestroy: true, message: "up to 100% ünder_the_bridge" },
        d: { workspaceId: "ws-net", source: "tfe-ui" },
      };
      for (const [index, [name, given]] of Object.entries(runs).entries()) {
        await tx.runs.insert(run(name, { createdAt: index + 1, ...given }));
      }
      const page = { number: 1, size: 20 };
      for (const [title, query, expected] of searches) {
        const found = await tx.runs.listByOrganization("acme", query, page);
        const names = found.items.map(({ id }) => id.slice("run-".length));
        expect([title, names]).toEqual([title, expected]);
      }
      const inApp = await tx.runs.listByWorkspace("ws-app", { user: "eve" }, { ...page, size: 1 });
      expect(inApp).toMatchObject({ total: 2, hasNext: true, items: [{ id: "run-b" }] });
    }));

  it("finds a run by what it has become", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.workspaces.insert(workspace("app"));
      await tx.runs.insert(run("1"));
      await tx.runs.save(run("1", { status: "errored", message: "again" }));
      const found = await tx.runs.listByWorkspace(
        "ws-app",
        { statuses: ["errored"], text: "again" },
        { number: 1, size: 20 },
      );
      expect(found.total).toBe(1);
    }));

  it("does not count the runs of an organization, but knows whether there are more", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.workspaces.insert(workspace("app"));
      for (const name of ["a", "b", "c"]) await tx.runs.insert(run(name));
      const first = await tx.runs.listByOrganization(
        "acme",
        { within: "all" },
        { number: 1, size: 2 },
      );
      expect(first).toMatchObject({ total: null, hasNext: true });
      expect(first.items).toHaveLength(2);
      const second = await tx.runs.listByOrganization(
        "acme",
        { within: "all" },
        { number: 2, size: 2 },
      );
      expect(second).toMatchObject({ total: null, hasNext: false });
      expect(second.items).toHaveLength(1);
    }));

  it("keeps the plan of a run", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.workspaces.insert(workspace("app"));
      await tx.runs.insert(run("1"));
      await tx.plans.insert(planOf(run("1")));
      expect(await tx.plans.get("plan-1")).toEqual(planOf(run("1")));
      const changed = {
        ...planOf(run("1")),
        status: "errored" as const,
        statusTimes: { pending: 1, running: 2, errored: 3 },
        document: "ab12",
        summary: {
          terraformVersion: "1.11.4",
          formatVersion: "1.2",
          hasChanges: true,
          additions: 1,
          changes: 2,
          destructions: 3,
          imports: 4,
        },
        errorMessage: HOSTILE_TEXT,
      };
      await tx.plans.save(changed);
      expect(await tx.plans.getByRun("run-1")).toEqual(changed);
      expect(await tx.plans.getManyByRun(["run-1", "run-2"])).toEqual([changed]);
      await expect(tx.plans.get("plan-2")).rejects.toThrow(NotFound);
      await expect(tx.plans.getByRun("run-2")).rejects.toThrow(NotFound);
    }));
}
