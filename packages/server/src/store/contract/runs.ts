import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import { HOSTILE_TEXT, insertOrganization, planOf, run, user, workspace } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function runContract({ transaction }: StoreUnderTest): void {
  const full = run("1", {
    policyCheckId: "polchk-1",
    taskStageId: "ts-1",
    createdBy: "user-eve",
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
      const page = await tx.runs.listByWorkspace("ws-app", { number: 1, size: 2 });
      expect(page.items.map(({ id }) => id)).toEqual(["run-c", "run-b"]);
      expect(page).toMatchObject({ total: 3, hasNext: true });
      const all = await tx.runs.listByOrganization(
        "acme",
        { within: "all" },
        { number: 1, size: 20 },
      );
      expect(all.items.map(({ id }) => id)).toEqual(["run-d", "run-c", "run-b", "run-a"]);
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
