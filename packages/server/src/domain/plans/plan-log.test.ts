import { describe, expect, it } from "vitest";
import { abandonPlan, createPlan, failPlan, finishPlan, type Plan, receivePlan } from "./plan.js";
import { logOf } from "./plan-log.js";

const awaited = createPlan({
  id: "plan-1",
  runId: "run-1",
  workspaceId: "ws-1",
  projectId: "prj-1",
  organization: "acme",
  createdAt: 0,
});
const received = receivePlan(awaited, "abc", 60_000);
const summary = {
  terraformVersion: "1.11.4",
  formatVersion: "1.2",
  hasChanges: true,
  additions: 1,
  changes: 2,
  destructions: 3,
  imports: 0,
};

const AWAITED = "1970-01-01T00:00:00.000Z The plan is made elsewhere; it is awaited.\n";
const RECEIVED = `${AWAITED}1970-01-01T00:01:00.000Z The plan was received.\n`;
const END = "1970-01-01T00:02:00.000Z";

const CASES: [string, Plan, string, boolean][] = [
  ["is awaited", awaited, AWAITED, false],
  ["was received", received, RECEIVED, false],
  [
    "is finished",
    finishPlan(received, summary, 120_000),
    `${RECEIVED}${END} The plan was read.\n\nPlan: 1 to add, 2 to change, 3 to destroy.\n`,
    true,
  ],
  [
    "imports",
    finishPlan(received, { ...summary, imports: 4 }, 120_000),
    `${RECEIVED}${END} The plan was read.\n\nPlan: 4 to import, 1 to add, 2 to change, 3 to destroy.\n`,
    true,
  ],
  [
    "changes nothing",
    finishPlan(received, { ...summary, hasChanges: false }, 120_000),
    `${RECEIVED}${END} The plan was read.\n\nNo changes.\n`,
    true,
  ],
  [
    "is in error",
    failPlan(received, "no plan", 120_000),
    `${RECEIVED}${END} The plan is in error: no plan\n`,
    true,
  ],
  [
    "never came",
    failPlan(awaited, "too late", 120_000),
    `${AWAITED}${END} The plan is in error: too late\n`,
    true,
  ],
  [
    "was canceled",
    abandonPlan(received, 120_000),
    `${RECEIVED}${END} The run was ended before the plan was read.\n`,
    true,
  ],
  [
    "is unreachable",
    abandonPlan(awaited, 120_000),
    `${AWAITED}${END} The run was ended before the plan was received.\n`,
    true,
  ],
];

describe("the log of a plan", () => {
  it.each(CASES)("that %s", (_, plan, text, isComplete) => {
    expect(logOf(plan)).toEqual({ text, isComplete });
  });

  it("holds nothing that would steer a terminal, or end the log early", () => {
    const { text } = logOf(failPlan(received, "\u001b[2J\u0003\u009b\nnext", 120_000));
    expect(text.endsWith("in error: \ufffd[2J\ufffd\ufffd\nnext\n")).toBe(true);
  });
});
