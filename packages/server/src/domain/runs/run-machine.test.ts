import { describe, expect, it } from "vitest";
import { Conflict } from "../errors.js";
import type { Enforcement } from "../policy-sets/enforcement.js";
import { createRun, type Run, type RunOptions, type RunStatus } from "./run.js";
import { advance, isCancelable, isDiscardable, isOver, type RunOccurrence } from "./run-machine.js";

const NOW = 1_000;

const summary = {
  terraformVersion: "1.11.4",
  formatVersion: "1.2",
  hasChanges: true,
  additions: 1,
  changes: 0,
  destructions: 0,
  imports: 0,
};
const checked = [{ id: "polset-1", name: "prod", policies: [{ id: "pol-1", name: "tags" }] }];
const evaluatedSet = { description: null, isOverridable: true, policyToolVersion: null };
const NOTHING: Enforcement = { checked: [], evaluated: [] };
const CHECKED: Enforcement = { checked, evaluated: [] };
const BOTH: Enforcement = {
  checked,
  evaluated: [
    { kind: "opa", sets: [{ id: "polset-2", name: "opa", policies: [], ...evaluatedSet }] },
  ],
};

const EVENTS: { readonly [name: string]: RunOccurrence } = {
  "plan received": { kind: "plan received" },
  "plan finished, no policies": { kind: "plan finished", summary, enforcement: NOTHING },
  "plan finished, policies to check": { kind: "plan finished", summary, enforcement: CHECKED },
  "plan finished, policies to evaluate": { kind: "plan finished", summary, enforcement: BOTH },
  "plan errored": { kind: "plan errored" },
  "stage passed": { kind: "policies evaluated", verdict: "passed", checked: [] },
  "stage passed, policies to check": { kind: "policies evaluated", verdict: "passed", checked },
  "stage failed, may be overridden": {
    kind: "policies evaluated",
    verdict: "overridable",
    checked,
  },
  "stage failed": { kind: "policies evaluated", verdict: "failed", checked },
  "stage errored": { kind: "policies evaluated", verdict: "errored", checked },
  "override stage": { kind: "override stage", checked: [] },
  "override stage, policies to check": { kind: "override stage", checked },
  "policies passed": { kind: "policies checked", verdict: "passed" },
  "policies soft failed": { kind: "policies checked", verdict: "soft_failed" },
  "policies hard failed": { kind: "policies checked", verdict: "hard_failed" },
  "policies errored": { kind: "policies checked", verdict: "errored" },
  override: { kind: "override" },
  apply: { kind: "apply" },
  discard: { kind: "discard" },
  cancel: { kind: "cancel" },
  "force cancel": { kind: "force cancel" },
};

/** COMPAT (Runs API, Run States). Every status and event that is not in this table is a conflict. */
const TABLE: { readonly [Status in RunStatus]: { readonly [event: string]: string } } = {
  pending: {
    "plan received": "planning; inspect plan",
    "plan errored": "errored; abandon work",
    discard: "discarded; abandon work",
    cancel: "canceled; abandon work",
  },
  planning: {
    "plan finished, no policies": "planned",
    "plan finished, policies to check": "planned, policy_checking; check policies",
    "plan finished, policies to evaluate": "planned, post_plan_running; evaluate policies",
    "plan errored": "errored; abandon work",
    cancel: "canceled; abandon work",
  },
  planned: { discard: "discarded; abandon work" },
  post_plan_running: {
    "stage passed": "post_plan_completed",
    "stage passed, policies to check": "post_plan_completed, policy_checking; check policies",
    "stage failed, may be overridden": "post_plan_awaiting_decision",
    "stage failed": "errored",
    "stage errored": "errored",
    discard: "discarded; abandon work",
    cancel: "canceled; abandon work",
  },
  post_plan_awaiting_decision: {
    "override stage": "post_plan_completed",
    "override stage, policies to check": "post_plan_completed, policy_checking; check policies",
    discard: "discarded; abandon work",
  },
  post_plan_completed: { discard: "discarded; abandon work" },
  policy_checking: {
    "policies passed": "policy_checked",
    "policies soft failed": "policy_override",
    "policies hard failed": "errored",
    "policies errored": "errored",
    cancel: "canceled; abandon work",
  },
  policy_override: { override: "policy_checked", discard: "discarded; abandon work" },
  policy_checked: { discard: "discarded; abandon work" },
  planned_and_saved: { discard: "discarded; abandon work" },
  policy_soft_failed: {},
  planned_and_finished: {},
  discarded: {},
  canceled: {},
  errored: {},
};

function runIn(status: RunStatus, change: Partial<Run> = {}): Run {
  const given = { id: "run-1", organization: "acme", planId: "plan-1", applyId: "apply-1" };
  const run = createRun(
    { workspaceId: "ws-1" },
    { ...given, projectId: "prj-1", autoApply: false, createdBy: null, createdAt: 0 },
  );
  return { ...run, status, hasChanges: true, ...change };
}

/** The statuses that were reached and the effects, as the table writes them. */
function happening(run: Run, event: RunOccurrence): string {
  const { run: next, effects } = advance(run, event, NOW);
  const reached = Object.entries(next.statusTimes).filter(([, time]) => time === NOW);
  const path = reached.map(([status]) => status).join(", ");
  expect(path.endsWith(next.status)).toBe(true);
  return [path, ...effects.map((effect) => effect.kind)].join("; ");
}

describe.each(Object.entries(TABLE))("a run that is %s", (status, row) => {
  it.each(Object.entries(EVENTS))(`when this happens: %s`, (name, event) => {
    const run = runIn(status as RunStatus);
    const expected = row[name];
    if (expected === undefined) expect(() => advance(run, event, NOW)).toThrow(Conflict);
    else expect(happening(run, event)).toBe(expected);
  });

  it("is cancelable and discardable exactly when these events are possible", () => {
    const run = runIn(status as RunStatus);
    expect(isCancelable(run)).toBe("cancel" in row);
    expect(isDiscardable(run)).toBe("discard" in row);
    expect(isOver(run.status)).toBe(Object.keys(row).every((event) => event === "discard"));
  });
});

describe("where a run comes to rest", () => {
  const cases: [string, Partial<RunOptions>, hasChanges: boolean, none: string, soft: string][] = [
    ["changes", {}, true, "planned", "policy_override"],
    [
      "changes, plan only",
      { isPlanOnly: true },
      true,
      "planned_and_finished",
      "policy_soft_failed",
    ],
    ["no changes", {}, false, "planned_and_finished", "policy_soft_failed"],
    ["no changes, empty apply", { allowEmptyApply: true }, false, "planned", "policy_override"],
    [
      "no changes, empty apply, plan only",
      { allowEmptyApply: true, isPlanOnly: true },
      false,
      "planned_and_finished",
      "policy_soft_failed",
    ],
    ["changes, plan saved", { savePlan: true }, true, "planned_and_saved", "policy_override"],
  ];

  it.each(cases)("%s", (_, options, hasChanges, none, soft) => {
    const planning = runIn("planning", { ...options, hasChanges: false });
    const changes = { ...summary, hasChanges };
    const finished = { kind: "plan finished", summary: changes, enforcement: NOTHING } as const;
    expect(advance(planning, finished, NOW).run.status).toBe(none);

    const checking = runIn("policy_checking", { ...options, hasChanges });
    const failed = { kind: "policies checked", verdict: "soft_failed" } as const;
    expect(advance(checking, failed, NOW).run.status).toBe(soft);

    const passed = { kind: "policies checked", verdict: "passed" } as const;
    const rest = none === "planned" ? "policy_checked" : none;
    expect(advance(checking, passed, NOW).run.status).toBe(rest);

    const evaluating = runIn("post_plan_running", { ...options, hasChanges });
    const after = (verdict: "passed" | "overridable") =>
      advance(evaluating, { kind: "policies evaluated", verdict, checked: [] }, NOW).run.status;
    expect(after("passed")).toBe(none === "planned" ? "post_plan_completed" : none);
    const mayWait = soft === "policy_override";
    expect(after("overridable")).toBe(mayWait ? "post_plan_awaiting_decision" : "errored");
  });

  it("goes through a stage that was announced, though nothing is left to evaluate in it", () => {
    const announced = runIn("planning", { taskStageId: "ts-1" });
    const finished = { kind: "plan finished", summary, enforcement: NOTHING } as const;
    expect(advance(announced, finished, NOW).run.status).toBe("post_plan_running");
  });
});

describe("what a run keeps", () => {
  it("has the times of all statuses, also of those it passed through", () => {
    const { run } = advance(
      runIn("planning"),
      { kind: "plan finished", summary, enforcement: CHECKED },
      NOW,
    );
    expect(run.statusTimes).toEqual({ pending: 0, planned: NOW, policy_checking: NOW });
  });

  it("learns from the plan which version made it and whether it changes anything", () => {
    const before = runIn("planning", { hasChanges: false, terraformVersion: "1.0.0" });
    const { run } = advance(before, { kind: "plan finished", summary, enforcement: NOTHING }, NOW);
    expect(run).toMatchObject({ hasChanges: true, terraformVersion: "1.11.4" });
  });

  it("keeps the version that it was created with when the plan does not tell one", () => {
    const silent = { ...summary, terraformVersion: "" };
    const finished = { kind: "plan finished", summary: silent, enforcement: NOTHING } as const;
    const versionAfter = (terraformVersion: string | null) =>
      advance(runIn("planning", { terraformVersion }), finished, NOW).run.terraformVersion;
    expect([versionAfter("1.0.0"), versionAfter(null)]).toEqual(["1.0.0", null]);
  });

  it("is told where to apply instead", () => {
    const apply = () => advance(runIn("policy_checked"), { kind: "apply" }, NOW);
    expect(apply).toThrow("apply the plan where it was made");
  });
});
