import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import type { Transaction } from "../../domain/store.js";
import {
  createPolicyEvaluation,
  type PolicyEvaluation,
} from "../../domain/task-stages/policy-evaluation.js";
import type { PolicySetOutcome } from "../../domain/task-stages/policy-set-outcome.js";
import { createTaskStage, overrideStage } from "../../domain/task-stages/task-stage.js";
import {
  appliedOverride,
  HOSTILE_TEXT,
  insertOrganization,
  run,
  user,
  workspace,
} from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function taskStageContract({ transaction }: StoreUnderTest): void {
  const stageOf = (name: string) =>
    createTaskStage({
      id: `ts-${name}`,
      runId: `run-${name}`,
      organization: "acme",
      createdAt: 1,
    });
  const evaluationOf = (name: string, kind: PolicyEvaluation["kind"], createdAt = 1) =>
    createPolicyEvaluation({
      id: `poleval-${name}-${kind}`,
      stageId: `ts-${name}`,
      runId: `run-${name}`,
      organization: "acme",
      kind,
      policySets: [
        {
          id: "polset-1",
          name: "prod",
          policies: [{ id: "pol-1", name: "tags" }],
          description: HOSTILE_TEXT,
          isOverridable: true,
          policyToolVersion: "1.22.3",
        },
      ],
      createdAt,
    });
  const outcomeAt = (
    position: number,
    given: Partial<PolicySetOutcome> = {},
  ): PolicySetOutcome => ({
    id: `psout-${position}`,
    evaluationId: "poleval-1-opa",
    position,
    setName: "prod",
    setDescription: null,
    isOverridable: false,
    toolVersion: null,
    error: "",
    entries: [],
    output: null,
    ...given,
  });
  const insertRuns = async (tx: Transaction, ...names: string[]) => {
    await insertOrganization(tx);
    await tx.workspaces.insert(workspace("app"));
    await tx.users.insert(user("eve"));
    for (const name of names) await tx.runs.insert(run(name));
  };

  it("gives back the stages that were inserted and saved", () =>
    transaction(async (tx) => {
      await insertRuns(tx, "1", "2", "3");
      expect(await tx.taskStages.listByRuns(["run-1"])).toEqual([]);
      for (const name of ["2", "1"]) await tx.taskStages.insert(stageOf(name));
      expect(await tx.taskStages.get("ts-1")).toEqual(stageOf("1"));
      const override = { by: "user-eve", at: 3, comment: HOSTILE_TEXT };
      const overridden = overrideStage(stageOf("1"), override, [appliedOverride]);
      await tx.taskStages.save(overridden);
      expect(await tx.taskStages.get("ts-1")).toEqual(overridden);
      const listed = await tx.taskStages.listByRuns(["run-1", "run-2", "run-3"]);
      expect(listed).toEqual([overridden, stageOf("2")]);
      await expect(tx.taskStages.get("ts-3")).rejects.toThrow(NotFound);
    }));

  it("gives back evaluations, by stage and in order", () =>
    transaction(async (tx) => {
      await insertRuns(tx, "1", "2");
      for (const name of ["1", "2"]) await tx.taskStages.insert(stageOf(name));
      for (const kind of ["opa", "sentinel"] as const)
        await tx.taskStages.insertEvaluation(evaluationOf("1", kind));
      await tx.taskStages.insertEvaluation(evaluationOf("2", "opa", 2));
      const finished: PolicyEvaluation = {
        ...evaluationOf("1", "opa"),
        status: "overridden",
        statusTimes: { pending: 1, failed: 2, overridden: 3 },
        toolVersion: "1.22.3",
        policySets: [],
        counts: { passed: 1, advisoryFailed: 2, mandatoryFailed: 3, errored: 4 },
        updatedAt: 3,
      };
      await tx.taskStages.saveEvaluation(finished);
      expect(await tx.taskStages.getEvaluation("poleval-1-opa")).toEqual(finished);
      const expected = [evaluationOf("1", "sentinel"), finished, evaluationOf("2", "opa", 2)];
      expect(await tx.taskStages.evaluationsOf(["ts-1", "ts-2"])).toEqual(expected);
      expect(await tx.taskStages.evaluationsOf(["ts-3"])).toEqual([]);
      await expect(tx.taskStages.getEvaluation("poleval-3")).rejects.toThrow(NotFound);
    }));

  it("gives back outcomes by their places", () =>
    transaction(async (tx) => {
      await insertRuns(tx, "1");
      await tx.taskStages.insert(stageOf("1"));
      await tx.taskStages.insertEvaluation(evaluationOf("1", "opa"));
      const full = outcomeAt(0, {
        setDescription: HOSTILE_TEXT,
        isOverridable: true,
        toolVersion: "1.22.3",
        error: HOSTILE_TEXT,
        entries: [
          {
            policyName: "tags",
            level: "mandatory",
            status: "failed",
            query: HOSTILE_TEXT,
            description: HOSTILE_TEXT,
          },
        ],
        output: "ab12",
      });
      await tx.taskStages.insertOutcome(outcomeAt(1));
      await tx.taskStages.insertOutcome(full);
      expect(await tx.taskStages.getOutcome("psout-0")).toEqual(full);
      expect(await tx.taskStages.outcomesOf("poleval-1-opa")).toEqual([full, outcomeAt(1)]);
      expect(await tx.taskStages.outcomesOf("poleval-2-opa")).toEqual([]);
      expect(await tx.blobs.referenced(["ab12", "cd34"])).toEqual(new Set(["ab12"]));
      await expect(tx.taskStages.getOutcome("psout-2")).rejects.toThrow(NotFound);
    }));
}
