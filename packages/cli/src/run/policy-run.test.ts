import { createClient } from "@portcullis/client";
import { describe, expect, it } from "vitest";
import { PolicyRun } from "./policy-run.js";

const LINK = "http://server.example/v1/object/secret";

/** What a server answers to one kind of request, each time it comes; an error stands for no answer. */
type Answers = Readonly<Record<string, readonly (object | string | Error)[]>>;

const run = (status: string, policyCheckId?: string, taskStageId?: string) => ({
  data: {
    id: "run-1",
    attributes: {
      status,
      "status-timestamps":
        taskStageId === undefined ? {} : { "post-plan-running-at": "2024-05-01T10:00:00+00:00" },
    },
    relationships: {
      plan: { data: { id: "plan-1" } },
      "task-stages": { data: taskStageId === undefined ? [] : [{ id: taskStageId }] },
      "policy-checks": { data: policyCheckId === undefined ? [] : [{ id: policyCheckId }] },
    },
  },
});

const softFailed = (isOverridable: boolean, canOverride: boolean) => ({
  data: {
    id: "polchk-1",
    attributes: {
      status: "soft_failed",
      result: {
        sentinel: {
          data: {
            prod: {
              policies: [
                {
                  policy: { name: "prod/tags", "enforcement-level": "soft-mandatory" },
                  result: false,
                  trace: { status: "fail" },
                },
              ],
            },
          },
        },
      },
      actions: { "is-overridable": isOverridable },
      permissions: { "can-override": canOverride },
    },
    links: { override: "/api/v2/policy-checks/polchk-1/actions/override" },
  },
});

const usual: Answers = {
  "GET /api/v2/organizations/acme/workspaces/web": [{ data: { id: "ws-1" } }],
  "POST /api/v2/runs": [run("pending")],
  "GET /api/v2/plans/plan-1": [{ data: { links: { upload: LINK } } }],
  "PUT /v1/object/secret": [{}],
  "POST /api/v2/runs/run-1/actions/discard": [{}],
  "GET /api/v2/policy-checks/polchk-1/output": ["Sentinel Result: false\n"],
};

/** Takes a plan through a server that answers as given; the last answer of a list is repeated. */
async function check(answers: Answers, typed?: string) {
  const seen: string[] = [];
  const answering = { ...usual, ...answers };
  const client = createClient({
    baseUrl: "http://server.example",
    token: "key",
    fetch: async (url, init) => {
      const request = `${init?.method} ${new URL(String(url)).pathname}`;
      const before = seen.filter((each) => each === request).length;
      seen.push(request);
      const answer = answering[request]?.at(before) ?? answering[request]?.at(-1);
      if (answer instanceof Error || answer === undefined) throw answer ?? new Error(request);
      if (answer instanceof Response) return answer;
      return new Response(typeof answer === "string" ? answer : JSON.stringify(answer));
    },
  });
  const printed = { out: "", error: "" };
  const terminal = {
    env: {},
    isTerminal: true,
    ...(typed === undefined ? {} : { ask: async () => typed }),
    write: (text: string) => {
      printed.out += text;
    },
    writeError: (text: string) => {
      printed.error += text;
    },
  };
  const plan = new Blob(["{}"]).stream();
  const result = await new PolicyRun(client, terminal, "soft-mandatory")
    .check("acme", "web", plan, undefined)
    .catch((error: Error) => error.message);
  return { result, seen, ...printed };
}

const stage = (status: string, canOverride = true) => ({
  data: {
    id: "ts-1",
    attributes: { status, permissions: { "can-override": canOverride } },
    links: { self: "/api/v2/task-stages/ts-1" },
  },
});

/** What one evaluation of one set came to: policies as "level status". */
const evaluated = (...policies: string[]): Answers => ({
  "GET /api/v2/task-stages/ts-1/policy-evaluations": [
    { data: [{ id: "poleval-1", attributes: { "policy-kind": "opa", status: "failed" } }] },
  ],
  "GET /api/v2/policy-evaluations/poleval-1/policy-set-outcomes": [
    {
      data: [
        {
          attributes: {
            "policy-set-name": "network",
            overridable: true,
            error: policies.some((each) => each.endsWith("errored")) ? "no\nrule" : "",
            outcomes: policies.map((policy) => {
              const [level, status = ""] = policy.split(" ");
              return {
                policy_name: "ingress",
                enforcement_level: status === "errored" ? null : level,
                status,
                output: status === "failed" ? [{ print: "open\u001b[2J" }] : [],
              };
            }),
          },
        },
      ],
      meta: { pagination: { "next-page": null } },
    },
  ],
  "POST /api/v2/task-stages/ts-1/actions/override": [stage("passed")],
});

describe("a run with a stage after its plan", () => {
  const RUN = "GET /api/v2/runs/run-1";
  const STAGE = "GET /api/v2/task-stages/ts-1";

  const verdicts: [stage: string, status: string, policy: string, code: number][] = [
    ["passed", "post_plan_completed", "mandatory passed", 0],
    ["passed", "planned_and_finished", "advisory failed", 0],
    ["passed", "post_plan_completed", "advisory errored", 0],
    ["failed", "errored", "mandatory failed", 1],
    ["failed", "errored", "mandatory errored", 3],
    ["errored", "errored", "mandatory errored", 9],
    ["awaiting_override", "post_plan_awaiting_decision", "mandatory failed", 1],
  ];
  it.each(verdicts)("that is %s (%s: %s) ends with %i+", async (status, reached, policy, code) => {
    const answers = { [RUN]: [run(reached, undefined, "ts-1")], [STAGE]: [stage(status)] };
    const { result, out } = await check({ ...evaluated(policy), ...answers });
    expect(result).toBe(code);
    expect(out).toContain("Post-plan Policy Evaluation (OPA): failed\n\nPolicy set network, which");
    expect(out).not.toContain("No policy set applies");
  });

  it("shows what policies say, and steers no terminal", async () => {
    const answers = { [RUN]: [run("errored", undefined, "ts-1")], [STAGE]: [stage("failed")] };
    const policies = evaluated("mandatory failed", "mandatory errored");
    const { out, error } = await check({ ...policies, ...answers });
    expect(out).toContain(`
Policy set network, which may be overridden
  failed  ingress (mandatory)
      open\\x1b[2J
  errored ingress
      no
      rule
`);
    expect(error).toContain("Error: Post-plan policy evaluation failed.\n");
  });

  it("goes on to the policy check, and ends with the worse of both", async () => {
    const { result } = await check({
      ...evaluated("mandatory passed"),
      [RUN]: [run("policy_override", "polchk-1", "ts-1")],
      [STAGE]: [stage("passed")],
      "GET /api/v2/policy-checks/polchk-1": [softFailed(true, true)],
    });
    expect(result).toBe(1);
  });

  it("is overridden, or discarded, as whoever sits at the terminal says", async () => {
    const waiting = run("post_plan_awaiting_decision", undefined, "ts-1");
    const answers = {
      ...evaluated("mandatory failed"),
      [RUN]: [waiting, run("post_plan_completed", undefined, "ts-1")],
      [STAGE]: [stage("awaiting_override")],
    };
    const overridden = await check(answers, "override");
    expect([overridden.result, overridden.seen.includes(OVERRIDE)]).toEqual([0, true]);
    const refused = await check(answers, "no");
    expect([refused.result, refused.seen.at(-1)]).toEqual([1, DISCARD]);
    expect(refused.error).toContain("Failed to override: run discarded");
    const stranger = await check(
      { ...answers, [STAGE]: [stage("awaiting_override", false)] },
      "override",
    );
    expect([stranger.result, stranger.seen.includes(OVERRIDE)]).toEqual([1, false]);
    expect(stranger.error).toContain("others may override it");
  });

  const OVERRIDE = "POST /api/v2/task-stages/ts-1/actions/override";
  const DISCARD = "POST /api/v2/runs/run-1/actions/discard";

  it("that was announced and never begun does not hide why", async () => {
    const errored = run("errored", undefined, "ts-1");
    const data = { ...errored.data, attributes: { status: "errored", "status-timestamps": {} } };
    const { result } = await check({
      [RUN]: [{ data }],
      "GET /api/v2/runs/run-1/plan": [{ data: { attributes: { "error-message": "no plan" } } }],
    });
    expect(result).toBe("no plan");
  });
});

describe("a run on a server", () => {
  it("that is canceled before its policies are checked has not passed", async () => {
    const { result, out } = await check({ "GET /api/v2/runs/run-1": [run("canceled")] });
    expect(result).toBe('run "run-1" is canceled: its policies were not checked');
    expect(out).toBe("");
  });

  it.each(["planned", "planned_and_finished", "planned_and_saved"])(
    "that is %s without a policy check has passed",
    async (status) => {
      const { result, out } = await check({ "GET /api/v2/runs/run-1": [run(status)] });
      expect([result, out]).toEqual([0, "No policy set applies to the workspace.\n"]);
    },
  );

  it("is waited for while the server restarts", async () => {
    const away = new TypeError("fetch failed");
    const behindProxy = new Response("", { status: 503 });
    const { result } = await check({
      "GET /api/v2/runs/run-1": [run("planning"), away, behindProxy, run("planned")],
    });
    expect(result).toBe(0);
  });

  it("is discarded when its plan cannot be uploaded, and the link stays a secret", async () => {
    const { result, seen } = await check({ "PUT /v1/object/secret": [new Error("torn")] });
    expect(result).toBe("PUT a signed link: no usable answer from http://server.example: torn");
    expect(seen.at(-1)).toBe("POST /api/v2/runs/run-1/actions/discard");
  });

  it.each([
    ["policy_override", true, true, /The run waits for an override:\n\n {4}POST \/api/],
    ["policy_override", true, false, /may override it, but not with this token/],
    ["policy_soft_failed", true, true, /nothing to override: the run could not be applied/],
  ])("that is %s says what can be done (%s, %s)", async (status, isOverridable, can, said) => {
    const { result, error } = await check({
      "GET /api/v2/runs/run-1": [run(status, "polchk-1")],
      "GET /api/v2/policy-checks/polchk-1": [softFailed(isOverridable, can)],
    });
    expect(result).toBe(1);
    expect(error).toMatch(said);
  });
});
