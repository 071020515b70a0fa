import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import { createPolicyCheck } from "../../domain/policy-checks/policy-check.js";
import {
  appliedOverride,
  HOSTILE_TEXT,
  insertOrganization,
  run,
  user,
  workspace,
} from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function policyCheckContract({ transaction }: StoreUnderTest): void {
  const check = createPolicyCheck({
    id: "polchk-1",
    runId: "run-1",
    workspaceId: "ws-app",
    projectId: "prj-acme",
    organization: "acme",
    policySets: [{ id: "polset-1", name: "prod", policies: [{ id: "pol-1", name: "tags" }] }],
    createdAt: 1,
  });

  it("gives back what was inserted and saved", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.workspaces.insert(workspace("app"));
      await tx.users.insert(user("eve"));
      await tx.runs.insert(run("1"));
      expect(await tx.policyChecks.findByRun("run-1")).toBeNull();
      await tx.policyChecks.insert(check);
      expect(await tx.policyChecks.get("polchk-1")).toEqual(check);
      const finished = {
        ...check,
        status: "overridden" as const,
        statusTimes: { queued: 1, soft_failed: 2, overridden: 3 },
        result: {
          passed: 1,
          advisoryFailed: 2,
          softFailed: 3,
          hardFailed: 0,
          durationMs: 12,
          report: "ab12",
        },
        log: "cd34",
        override: { by: "user-eve", at: 3, comment: HOSTILE_TEXT },
        standingOverrides: [appliedOverride],
      };
      await tx.policyChecks.save(finished);
      expect(await tx.policyChecks.get("polchk-1")).toEqual(finished);
      expect(await tx.policyChecks.findByRun("run-1")).toEqual(finished);
      await expect(tx.policyChecks.get("polchk-2")).rejects.toThrow(NotFound);
    }));
}
