import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Step } from "../../test/harness/fixture.js";
import { prepare } from "../../test/harness/play.js";
import { TestServer } from "../../test/harness/test-server.js";
import type { Transaction } from "../domain/store.js";
import { MAX_ATTEMPTS } from "../domain/work/work-item.js";
import { opaReportOf } from "./testing/fake-evaluator.js";

const RUN = "run-0000000000000001";
const STAGE = "ts-0000000000000001";
const POLICY = "pol-0000000000000001";
const WORKSPACE = { data: [{ id: "ws-0000000000000001", type: "workspaces" }] };

/** A set of its own kind on the workspace, with one policy. */
const set = (name: string, policy: object, attributes: object, id: string): Step[] => {
  const level = { "enforcement-level": "hard-mandatory" };
  const policies = { data: [{ id, type: "policies" }] };
  return [
    create("policies", { name, ...level, ...policy }),
    create("policy-sets", { name, ...attributes }, { workspaces: WORKSPACE, policies }),
  ];
};

const create = (type: string, attributes: object, relationships: object = {}): Step => ({
  method: "POST",
  path: `/api/v2/organizations/acme/${type}`,
  body: { data: { type, attributes, relationships } },
});

const OPA = { kind: "opa", query: "data.a.deny", "enforcement-level": "mandatory" };
const AGENT = { "agent-enabled": true };
const PLAN: Step[] = ["run", "plan uploaded"];
const FINISHED: Step[] = [...PLAN, { work: "all" }];

describe("the stage after the plan", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start();
    await prepare(server, ["organization acme", "workspace app"]);
  });
  afterEach(() => server.close());

  const given = (...steps: readonly Step[]) => prepare(server, steps);
  const read = <Result>(work: (tx: Transaction) => Promise<Result>) => server.store.read(work);
  const run = () => read((tx) => tx.runs.get(RUN));
  const stage = () => read((tx) => tx.taskStages.get(STAGE));
  const evaluations = () => read((tx) => tx.taskStages.evaluationsOf([STAGE]));
  const check = () => read((tx) => tx.policyChecks.findByRun(RUN));
  const outcomes = async () => {
    const all = [];
    for (const { id } of await evaluations())
      all.push(...(await read((tx) => tx.taskStages.outcomesOf(id))));
    return all;
  };

  it("evaluates each kind by itself, and goes on to what is checked", async () => {
    await given(
      ...set("agents", {}, AGENT, "pol-0000000000000001"),
      ...set("rego", OPA, { kind: "opa" }, "pol-0000000000000002"),
      ...set("checked", {}, {}, "pol-0000000000000003"),
      ...FINISHED,
    );
    expect((await evaluations()).map(({ kind, status }) => [kind, status])).toEqual([
      ["sentinel", "passed"],
      ["opa", "passed"],
    ]);
    expect((await outcomes()).map(({ setName }) => setName)).toEqual(["agents", "rego"]);
    expect((await check())?.policySets.map(({ name }) => name)).toEqual(["checked"]);
    const { status, statusTimes } = await run();
    expect(status).toBe("policy_checked");
    expect(Object.keys(statusTimes)).toEqual([
      "pending",
      "planning",
      "planned",
      "post_plan_running",
      "post_plan_completed",
      "policy_checking",
      "policy_checked",
    ]);
  });

  it("does not come to a check when it has failed", async () => {
    await given(
      ...set("rego", OPA, { kind: "opa" }, "pol-0000000000000001"),
      ...set("checked", {}, {}, "pol-0000000000000002"),
      { failing: ["rego"] },
      ...FINISHED,
    );
    expect([(await run()).status, (await stage()).status]).toEqual(["errored", "failed"]);
    expect(await check()).toBeNull();
  });

  it("goes on to the check once it is overridden, with what is enforced by then", async () => {
    await given(
      ...set("rego", OPA, { kind: "opa", overridable: true }, "pol-0000000000000001"),
      { failing: ["rego"] },
      ...FINISHED,
      ...set("checked", {}, {}, "pol-0000000000000002"),
      {
        method: "POST",
        path: `/api/v2/task-stages/${STAGE}/actions/override`,
        body: { comment: "agreed" },
      },
      { work: "all" },
    );
    expect(await stage()).toMatchObject({
      status: "passed",
      override: { by: "user-0000000000000001", comment: "agreed" },
    });
    expect((await check())?.status).toBe("passed");
  });

  it("evaluates what is enforced when the plan is finished, not when the run was made", async () => {
    await given(
      ...set("rego", OPA, { kind: "opa" }, "pol-0000000000000001"),
      "run",
      ...set("agents", {}, AGENT, "pol-0000000000000002"),
      { method: "DELETE", path: "/api/v2/policy-sets/polset-0000000000000001" },
      "plan uploaded",
      { work: "all" },
    );
    const found = (await evaluations()).map(({ kind, status, policySets }) => [
      kind,
      status,
      policySets.length,
    ]);
    expect(found.sort()).toEqual([
      ["opa", "passed", 0],
      ["sentinel", "passed", 1],
    ]);
    expect((await run()).status).toBe("post_plan_completed");
  });

  it("asks nothing of the evaluator when the sets it was announced for are gone", async () => {
    await given(
      ...set("rego", OPA, { kind: "opa" }, "pol-0000000000000001"),
      "run",
      { method: "DELETE", path: "/api/v2/policy-sets/polset-0000000000000001" },
      "plan uploaded",
      { work: "all" },
    );
    expect([(await run()).status, (await stage()).status]).toEqual([
      "post_plan_completed",
      "passed",
    ]);
    expect(server.evaluator.evaluated).toEqual([]);
  });

  const errored = async () => {
    const [outcome] = await outcomes();
    expect([(await run()).status, (await stage()).status]).toEqual(["errored", "errored"]);
    return outcome?.error;
  };

  it("is in error when a policy is gone that it needs", async () => {
    await given(
      ...set("rego", OPA, { kind: "opa" }, POLICY),
      ...PLAN,
      { work: "one" },
      { method: "DELETE", path: `/api/v2/policies/${POLICY}` },
      { work: "all" },
    );
    expect(await errored()).toMatch(/^policy "rego" was deleted before it could be checked/);
  });

  it("is in error when the evaluator answers another question", async () => {
    await given(...set("rego", OPA, { kind: "opa" }, POLICY), ...PLAN);
    server.evaluator.evaluate = async ({ sets, ...request }) =>
      opaReportOf(
        { ...request, sets: sets.map((each) => ({ ...each, policies: [] })) },
        { failing: [] },
      );
    await server.work("all");
    expect(await errored()).toMatch(/^the evaluator answered for other policies/);
  });

  it("is in error when the evaluator fails for good, and tried again until then", async () => {
    await given(...set("rego", OPA, { kind: "opa" }, POLICY), ...PLAN);
    let attempts = 0;
    server.evaluator.evaluate = async () => {
      attempts++;
      throw new Error("no process");
    };
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      await server.work("all");
      server.clock.advance(60_000);
    }
    expect(attempts).toBe(MAX_ATTEMPTS);
    expect(await errored()).toBe("the policies could not be evaluated: no process");
  });

  it("writes down nothing when its run was ended in the meantime", async () => {
    await given(...set("rego", OPA, { kind: "opa" }, POLICY), ...PLAN);
    server.evaluator.evaluate = async (request) => {
      await server.send({ method: "POST", path: `/api/v2/runs/${RUN}/actions/cancel` });
      return opaReportOf(request, { failing: [] });
    };
    await server.work("all");
    expect([(await run()).status, (await stage()).status]).toEqual(["canceled", "canceled"]);
    expect(await outcomes()).toEqual([]);
  });
});
