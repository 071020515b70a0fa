import { createClient } from "@portcullis/client";
import { describe, expect, it } from "vitest";
import { PolicyRun } from "./policy-run.js";

const LINK = "http://server.example/v1/object/secret";

/** What a server answers to one kind of request, each time it comes; an error stands for no answer. */
type Answers = Readonly<Record<string, readonly (object | string | Error)[]>>;

const run = (status: string, policyCheckId?: string) => ({
  data: {
    id: "run-1",
    attributes: { status },
    relationships: {
      plan: { data: { id: "plan-1" } },
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
async function check(answers: Answers) {
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
