import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SubmissionPolicy } from "../domain/nomad-submissions/submission.js";
import {
  EvaluatorBusy,
  EvaluatorFailed,
} from "../domain/nomad-submissions/submission-evaluator.js";
import { SubmissionPool } from "../evaluation/process/submissions/submission-pool.js";
import { CLIENT, GATEWAY, MANAGEMENT } from "./testing/fake-nomad.js";
import { GatewayUnderTest } from "./testing/gateway-under-test.js";

// The checklist of the reference (Test checklist, Enforcement), with real policies in real processes.

let policies: SubmissionPolicy[] = [];
let pool: SubmissionPool;
let gateway: GatewayUnderTest;
beforeAll(async () => {
  pool = new SubmissionPool({ httpHosts: [] });
  gateway = await GatewayUnderTest.start({ evaluator: pool, policies: async () => policies });
});
afterAll(async () => {
  await gateway.close();
  await pool.close();
});
beforeEach(() => {
  policies = [];
  gateway.nomad.reached.length = 0;
  gateway.nomad.jobs.clear();
  gateway.nomad.warnings = "";
  gateway.nomad.beforeWrite = () => {};
});
afterEach(() => gateway.nomad.scripted.clear());

type Level = SubmissionPolicy["level"];

function given(...all: [name: string, level: Level, text: string][]): void {
  policies = all.map(([name, level, text]) => ({ name, level, text: `${text}\n` }));
}

function answerJson(path: string, body: unknown): void {
  gateway.nomad.scripted.set(`GET ${path}`, (_request, response) =>
    response.end(JSON.stringify(body)),
  );
}

const bySelf = { "X-Nomad-Token": MANAGEMENT };

function register(
  job: Record<string, unknown> = {},
  request: Record<string, unknown> = {},
  query = "",
) {
  return gateway.send(
    "PUT",
    `/v1/jobs${query}`,
    { Job: { ID: "shop", ...job }, ...request },
    bySelf,
  );
}

const FAILS = "main = rule { false }";
const text = (name: string) =>
  `${name} : Result: false\n\n${name}:1:1 - Rule "main"\n  Value:\n    false\n\n`;

describe("a registration", () => {
  it("goes on when every policy passes, and comes back as Nomad answers it", async () => {
    given(["p", "hard-mandatory", "main = true"]);
    gateway.nomad.warnings = "1 warning:\n\n* Nomad's own";
    const { status, text: body, headers } = await register();
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      EvalID: "an-eval",
      Warnings: "1 warning:\n\n* Nomad's own",
    });
    expect(headers.get("x-nomad-index")).toBe("7");
    expect(gateway.nomad.submissions).toHaveLength(1);
  });

  it("goes on without a question to Nomad when there are no policies, still written anew", async () => {
    expect((await register({ Status: "dead" })).status).toBe(200);
    expect(gateway.nomad.reached.map(({ target }) => target)).toEqual(["/v1/jobs"]);
    expect(gateway.nomad.writes[0]?.body).toBe(
      '{"Job":{"ID":"shop","Namespace":"default"},"Namespace":"default"}',
    );
  });

  // Outcome rules: what fails at which level, whether it is overridden, who is told of it.
  it.each<[string, [string, Level][], boolean, number, string]>([
    ["advisory", [["a", "advisory"]], false, 200, `1 warning:\n\n* ${text("a").trim()}`],
    ["soft", [["a", "soft-mandatory"]], false, 500, `1 error occurred:\n\t* ${text("a")}\n\n`],
    [
      "soft, overridden",
      [["a", "soft-mandatory"]],
      true,
      200,
      `1 warning:\n\n* ${text("a").trim()}`,
    ],
    ["hard", [["a", "hard-mandatory"]], false, 500, `1 error occurred:\n\t* ${text("a")}\n\n`],
    [
      "hard, overridden",
      [["a", "hard-mandatory"]],
      true,
      500,
      `1 error occurred:\n\t* ${text("a")}\n\n`,
    ],
    [
      "hard and soft, overridden",
      [
        ["h", "hard-mandatory"],
        ["s", "soft-mandatory"],
      ],
      true,
      500,
      `1 error occurred:\n\t* ${text("h")}\n\n`,
    ],
    [
      "several",
      [
        ["b", "hard-mandatory"],
        ["a", "soft-mandatory"],
        ["c", "advisory"],
      ],
      false,
      500,
      `2 errors occurred:\n\t* ${text("a")}\n\t* ${text("b")}\n\n`,
    ],
  ])("of which fails: %s", async (_, failing, override, status, expected) => {
    given(...failing.map(([name, level]): [string, Level, string] => [name, level, FAILS]));
    const answer = await register({}, { PolicyOverride: override });
    expect(answer.status).toBe(status);
    expect(status === 200 ? JSON.parse(answer.text).Warnings : answer.text).toBe(expected);
    if (status === 500)
      expect(answer.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(gateway.nomad.submissions).toHaveLength(status === 200 ? 1 : 0);
    // Nomad checks the permission itself when it sees the flag.
    if (status === 200)
      expect(JSON.parse(gateway.nomad.writes[0]?.body ?? "").PolicyOverride).toBe(override);
  });

  it.each<[Level, number]>([
    ["advisory", 200],
    ["soft-mandatory", 500],
    ["hard-mandatory", 500],
  ])("with an error in an %s policy answers %d", async (level, status) => {
    given(["p", level, 'main = error("broken")']);
    const answer = await register();
    expect([answer.status, answer.text]).toEqual([
      status,
      expect.stringContaining("Error message: p:1:8: "),
    ]);
  });

  it("has Nomad's warnings first and ours behind them, all counted", async () => {
    given(["p", "advisory", FAILS], ["q", "advisory", FAILS]);
    gateway.nomad.warnings = "1 warning:\n\n* Nomad's own";
    const { Warnings } = JSON.parse((await register()).text);
    expect(Warnings).toBe(
      `3 warnings:\n\n* Nomad's own\n* ${text("p").trim()}\n* ${text("q").trim()}`,
    );
  });

  it("shows policies the job, the one that it replaces, who submits, and where to", async () => {
    gateway.nomad.keep("dev/shop", { ID: "shop", Namespace: "dev", Priority: 70 });
    given([
      "p",
      "hard-mandatory",
      `main = job.namespace is "dev" and job.region is "eu" and job.nomad_token_id is "a-manager" and job.version is 0 and
	job_exists and existing_job.priority is 70 and existing_job.status is "running" and
	nomad_acl_token.type is "management" and nomad_acl_token.secret_id is "" and namespace.name is "dev" and namespace.meta.team is "shop"`,
    ]);
    expect(await register({}, {}, "?namespace=dev")).toMatchObject({ status: 200 });
    const lookups = gateway.nomad.reached.filter(({ method }) => method === "GET");
    const tokens = new Map(
      lookups.map(({ target, headers }) => [target, headers["x-nomad-token"]]),
    );
    expect(tokens.get("/v1/acl/token/self")).toBe(MANAGEMENT);
    expect(tokens.get("/v1/job/shop?namespace=dev")).toBe(GATEWAY);
    expect(tokens.get("/v1/namespace/dev")).toBe(GATEWAY);
    // The agent's region does not change while it runs.
    expect(lookups.filter(({ target }) => target === "/v1/agent/self").length).toBeLessThanOrEqual(
      1,
    );
  });

  // Request shapes: the query, else the body, else the job, else "default"; the region is the body's first.
  it.each([
    [
      "?namespace=q&region=rq",
      { Namespace: "b", Region: "rb" },
      { Namespace: "j", Region: "rj" },
      "q",
      "rb",
    ],
    ["?region=rq", { Namespace: "b" }, { Namespace: "j", Region: "rj" }, "b", "rq"],
    ["", {}, { Namespace: "j", Region: "rj" }, "j", "rj"],
    ["?namespace=", {}, { Region: "global" }, "default", "eu"],
    ["", {}, {}, "default", "eu"],
  ])("to %s, %j, %j is one in %s of %s", async (query, request, job, namespace, region) => {
    given([
      "p",
      "advisory",
      `main = job.namespace is "${namespace}" and job.region is "${region}"`,
    ]);
    expect(JSON.parse((await register(job, request, query)).text).Warnings).toBe("");
    const written = JSON.parse(gateway.nomad.writes[0]?.body ?? "");
    expect([written.Namespace, written.Job.Namespace]).toEqual([namespace, namespace]);
  });

  it.each([
    ["header", { "X-Nomad-Token": ` ${CLIENT} ` }, {}, "a-client"],
    ["bearer", { Authorization: `bEaReR ${CLIENT} more` }, {}, "a-client"],
    ["body", {}, { SecretID: CLIENT }, "a-client"],
    ["header before body", { "X-Nomad-Token": CLIENT }, { SecretID: MANAGEMENT }, "a-client"],
    [
      "header before bearer",
      { "X-Nomad-Token": CLIENT, Authorization: `Bearer ${MANAGEMENT}` },
      {},
      "a-client",
    ],
    ["none", {}, {}, "anonymous"],
  ])("takes the token from the %s", async (_, headers, request, accessor) => {
    given(["p", "hard-mandatory", `main = nomad_acl_token.accessor_id is "${accessor}"`]);
    const body = { Job: { ID: "shop" }, ...request };
    expect(await gateway.send("PUT", "/v1/jobs", body, headers)).toMatchObject({ status: 200 });
  });

  it("of a workload's identity has no token to show", async () => {
    given(["p", "hard-mandatory", "main = nomad_acl_token is null"]);
    const answer = await gateway.send(
      "PUT",
      "/v1/jobs",
      { Job: { ID: "a" } },
      { "X-Nomad-Token": "a.b-c.d_e" },
    );
    expect(answer).toMatchObject({ status: 200 });
  });

  it("by nobody whom Nomad knows is answered by Nomad, and no policy is shown", async () => {
    given(["p", "hard-mandatory", FAILS]);
    const answer = await gateway.send(
      "PUT",
      "/v1/jobs",
      { Job: { ID: "a" } },
      { "X-Nomad-Token": "unknown" },
    );
    expect([answer.status, answer.text]).toEqual([403, "Permission denied"]);
    expect(gateway.nomad.writes).toEqual([]);
  });

  // Where Enterprise checks: permissions come before policies.
  it.each([
    ["may submit", CLIENT, "submit-job", 500, text("p")],
    ["may only read", CLIENT, "read-job", 403, "Permission denied"],
    ["has no token", "", "read-job", 403, "Permission denied"],
    ["has no token, where that is allowed", "", "register-job", 500, text("p")],
  ])("by somebody who %s", async (_, token, capability, status, expected) => {
    const rules = { Namespaces: [{ Name: "default", Capabilities: [capability] }] };
    for (const name of ["submitters", "anonymous"])
      answerJson(`/v1/acl/policy/${name}`, { RulesJSON: rules });
    given(["p", "hard-mandatory", FAILS]);
    const job = { Job: { ID: "a" } };
    const answer = await gateway.send("PUT", "/v1/jobs", job, { "X-Nomad-Token": token });
    expect(answer).toMatchObject({ status, text: expect.stringContaining(expected) });
    expect(gateway.nomad.writes).toEqual([]);
  });

  // Open-source Nomad's own texts, at each of its addresses.
  it.each([
    ["/v1/jobs", {}, "Job must be specified"],
    ["/v1/jobs", { Job: null }, "Job must be specified"],
    ["/v1/jobs", { Job: {} }, "Job ID hasn't been provided"],
    ["/v1/job/other", { Job: { ID: "shop" } }, "Job ID does not match name"],
    ["/v1/job/shop/plan", {}, "Job must be specified"],
    ["/v1/job/shop/plan", { Job: {} }, "Job must have a valid ID"],
    ["/v1/job/other/plan", { Job: { ID: "shop" } }, "Job ID does not match"],
    ["/v1/job/shop/revert", {}, "JobID must be specified"],
    ["/v1/job/other/revert", { JobID: "shop" }, "Job ID does not match"],
    ["/v1/jobs", "", "Request body is empty"],
  ])(
    "to %s of %j that Nomad would not understand is answered in its words",
    async (path, body, expected) => {
      const answer = await gateway.send("PUT", path, body);
      expect([answer.status, answer.text]).toEqual([400, expected]);
      expect(gateway.nomad.reached).toEqual([]);
    },
  );

  it("never shows a token in the log", async () => {
    given(["p", "advisory", FAILS]);
    await register({}, { PolicyOverride: true });
    await gateway.send("PUT", "/v1/jobs", { Job: { ID: "a" }, SecretID: CLIENT });
    await gateway.send("PUT", "/v1/jobs", { Job: { ID: "a" } }, { Authorization: "Bearer s3cret" });
    const log = gateway.logged.join("");
    expect(log).toContain("policy override set");
    for (const secret of [MANAGEMENT, CLIENT, GATEWAY, "s3cret"]) expect(log).not.toContain(secret);
  });
});

describe("a race", () => {
  it("is noticed by Nomad, and judged anew beside what has come between", async () => {
    gateway.nomad.keep("default/shop", { ID: "shop", Priority: 50 });
    given(["p", "hard-mandatory", "main = existing_job.priority is not 90"]);
    let others = 1;
    gateway.nomad.beforeWrite = () => {
      if (others-- > 0) gateway.nomad.keep("default/shop", { ID: "shop", Priority: 90 });
    };
    expect((await register()).status).toBe(500);
    expect(gateway.nomad.submissions).toHaveLength(1);
    expect(gateway.nomad.jobs.get("default/shop")?.[0]?.Priority).toBe(90);
  });

  it("is won in the end when policies do not mind", async () => {
    given(["p", "hard-mandatory", "main = true"]);
    let others = 2;
    gateway.nomad.beforeWrite = () => {
      if (others-- > 0) gateway.nomad.keep("default/shop", { ID: "shop" });
    };
    expect((await register({ Priority: 60 })).status).toBe(200);
    expect(gateway.nomad.jobs.get("default/shop")?.[0]?.Priority).toBe(60);
  });

  it("that never ends ends with Nomad's answer", async () => {
    given(["p", "hard-mandatory", "main = true"]);
    gateway.nomad.beforeWrite = () => gateway.nomad.keep("default/shop", { ID: "shop" });
    const { status, text: body } = await register();
    expect([status, body]).toEqual([500, expect.stringContaining("Enforcing job modify index")]);
  });

  it("of two clients has two judged registrations", async () => {
    given(["p", "hard-mandatory", "main = job_exists or job.priority is 60"]);
    const both = await Promise.all([register({ Priority: 60 }), register({ Priority: 61 })]);
    // Whoever comes second sees the first: the job with priority 61 is never the first.
    const first = gateway.nomad.jobs.get("default/shop")?.at(-1);
    expect(first?.Priority).toBe(60);
    expect(both.map(({ status }) => status)[0]).toBe(200);
  });

  it.each([
    [5, undefined, "Enforcing job modify index 5: job does not exist"],
    [0, {}, "Enforcing job modify index 0: job already exists"],
    [5, {}, "Enforcing job modify index 5: job exists with conflicting job modify index: 11"],
  ])(
    "that the client guards with index %d is told in Nomad's words, before policies",
    async (index, existing, expected) => {
      given(["p", "hard-mandatory", FAILS]);
      const { nomad } = gateway;
      if (existing !== undefined)
        nomad.jobs.set("default/shop", [{ ID: "shop", Version: 0, JobModifyIndex: 11 }]);
      const answer = await register({}, { EnforceIndex: true, JobModifyIndex: index });
      expect([answer.status, answer.text]).toEqual([500, expected]);
    },
  );
});

describe("a plan", () => {
  const plan = (request: Record<string, unknown> = {}) =>
    gateway.send(
      "POST",
      "/v1/job/shop/plan",
      { Job: { ID: "shop" }, Diff: true, ...request },
      bySelf,
    );

  it("shows what fails", async () => {
    given(["a", "advisory", FAILS]);
    expect(JSON.parse((await plan()).text).Warnings).toBe(`1 warning:\n\n* ${text("a").trim()}`);
    given(["a", "soft-mandatory", FAILS]);
    expect(await plan()).toMatchObject({
      status: 500,
      text: `1 error occurred:\n\t* ${text("a")}\n\n`,
    });
    expect((await plan({ PolicyOverride: true })).status).toBe(200);
    expect(gateway.nomad.writes.map(({ body }) => "EnforceIndex" in JSON.parse(body))).toEqual([
      false,
      false,
    ]);
  });
});

describe("a return to an earlier version", () => {
  const revert = (version: number, request: Record<string, unknown> = {}) =>
    gateway.send(
      "PUT",
      "/v1/job/shop/revert",
      { JobID: "shop", JobVersion: version, ...request },
      bySelf,
    );

  beforeEach(() => {
    gateway.nomad.keep("default/shop", {
      ID: "shop",
      Priority: 90,
      VersionTag: { Name: "golden" },
    });
    gateway.nomad.keep("default/shop", { ID: "shop", Priority: 50 });
  });

  it("is judged with what was kept, without its tag and stability", async () => {
    given([
      "p",
      "hard-mandatory",
      `main = job.priority is 90 and job.version is 0 and not job.stable and job.version_tag is null and
	job.status is "running" and existing_job.priority is 50 and existing_job.version is 1`,
    ]);
    expect(await revert(0)).toMatchObject({ status: 200 });
    expect(JSON.parse(gateway.nomad.writes[0]?.body ?? "")).toEqual({
      JobID: "shop",
      JobVersion: 0,
      Namespace: "default",
      EnforcePriorVersion: 1,
    });
  });

  it("is refused when a policy fails, and cannot be overridden", async () => {
    given(["p", "soft-mandatory", "main = job.priority < 80"]);
    expect((await revert(0, { PolicyOverride: true })).status).toBe(500);
    expect(gateway.nomad.writes).toEqual([]);
  });

  it.each([
    [1, {}, "can't revert to current version"],
    [7, {}, 'job "shop" in namespace "default" at version 7 not found'],
    [0, { EnforcePriorVersion: 4 }, "Current job has version 1; enforcing version 4"],
  ])("to version %d with %j is told in Nomad's words", async (version, request, expected) => {
    given(["p", "hard-mandatory", "main = true"]);
    expect(await revert(version, request)).toMatchObject({ status: 500, text: expected });
  });

  it("of a job that does not exist is told in Nomad's words", async () => {
    given(["p", "hard-mandatory", "main = true"]);
    gateway.nomad.jobs.clear();
    expect(await revert(0)).toMatchObject({ status: 500, text: 'job "shop" not found' });
  });

  it("is judged anew when another version has become the current one", async () => {
    given(["p", "hard-mandatory", "main = existing_job.priority is not 99"]);
    let others = 1;
    gateway.nomad.beforeWrite = () => {
      if (others-- > 0) gateway.nomad.keep("default/shop", { ID: "shop", Priority: 99 });
    };
    expect(await revert(0)).toMatchObject({
      status: 500,
      text: expect.stringContaining("p : Result: false"),
    });
  });
});

describe("scaling and dispatching", () => {
  it("pass, as in Nomad", async () => {
    given(["p", "hard-mandatory", FAILS]);
    for (const [path, body] of [
      ["scale", '{"Count":3,"PolicyOverride":false }'],
      ["dispatch", '{"Payload":"" }'],
    ]) {
      expect((await gateway.send("PUT", `/v1/job/shop/${path}`, body)).status).toBe(200);
    }
    expect(gateway.nomad.writes.map(({ body }) => body)).toEqual([
      '{"Count":3,"PolicyOverride":false }',
      '{"Payload":"" }',
    ]);
  });
});

describe("scaling and dispatching, where they are to be judged", () => {
  let strict: GatewayUnderTest;
  beforeAll(async () => {
    strict = await GatewayUnderTest.start({
      evaluator: pool,
      policies: async () => policies,
      strict: ["scale", "dispatch"],
    });
  });
  afterAll(() => strict.close());
  beforeEach(() => {
    strict.nomad.reached.length = 0;
    strict.nomad.jobs.clear();
    strict.nomad.keep("default/shop", {
      ID: "shop",
      Meta: { a: "1", b: "2" },
      TaskGroups: [
        { Name: "web", Count: 1 },
        { Name: "db", Count: 1 },
      ],
    });
  });
  const scale = (request: Record<string, unknown>) =>
    strict.send("PUT", "/v1/job/shop/scale", { Target: { Group: "web" }, ...request }, bySelf);
  const dispatch = (request: Record<string, unknown>) =>
    strict.send("PUT", "/v1/job/shop/dispatch", request, bySelf);

  it("show policies the job as it would be, beside the one that is", async () => {
    given([
      "p",
      "soft-mandatory",
      `counts = map job.task_groups as tg { tg.count }
main = counts is [3, 1] and existing_job.task_groups[0].count is 1 and job.status is "running"`,
    ]);
    expect(await scale({ Count: 3 })).toMatchObject({ status: 200 });
    expect((await scale({ Count: 4, PolicyOverride: true })).status).toBe(500);
    expect(strict.nomad.writes.map(({ body }) => body)).toEqual([
      '{"Target":{"Group":"web"},"Count":3,"Namespace":"default"}',
    ]);
  });

  it("show policies what is dispatched", async () => {
    given([
      "p",
      "hard-mandatory",
      'main = job.dispatched and job.parent_id is "shop" and job.payload is "aGk=" and job.meta is {"a": "1", "b": "3"} and not existing_job.dispatched',
    ]);
    expect(await dispatch({ Payload: "aGk=", Meta: { b: "3" } })).toMatchObject({ status: 200 });
    expect((await dispatch({ Meta: { b: "4" } })).status).toBe(500);
    expect(strict.nomad.writes).toHaveLength(1);
  });

  it("let pass what only notes that something happened", async () => {
    given(["p", "hard-mandatory", FAILS]);
    expect((await scale({ Message: "noted", Error: true })).status).toBe(200);
  });

  it.each([
    [
      { Count: 3, Target: { Group: "none" } },
      400,
      'task group "none" specified for scaling does not exist in job',
    ],
    [{ Count: 3, Target: { Group: "web", Job: "x" } }, 400, "job ID in payload did not match URL"],
    [{ Count: 3, count: 4 }, 400, expect.stringContaining("is given twice")],
    [{ Count: 1.5 }, 400, expect.stringContaining("expected an integer")],
  ])("refuse %j", async (request, status, expected) => {
    given(["p", "hard-mandatory", "main = true"]);
    expect(await scale(request)).toMatchObject({ status, text: expected });
    expect(strict.nomad.writes).toEqual([]);
  });

  it("refuse what is about no job", async () => {
    given(["p", "hard-mandatory", "main = true"]);
    strict.nomad.jobs.clear();
    expect(await scale({ Count: 1 })).toMatchObject({ status: 404, text: 'job "shop" not found' });
  });
});

describe("volumes", () => {
  const host = (request: Record<string, unknown>, headers: Record<string, string> = bySelf) =>
    gateway.send("PUT", "/v1/volume/host/create", request, headers);

  it("of hosts are shown with what is known of their place", async () => {
    answerJson("/v1/node/n1", { ID: "n1", NodeClass: "big", NodePool: "gpu", SecretID: "x" });
    answerJson("/v1/node/pool/gpu", { Name: "gpu", Meta: { cost: "high" } });
    given([
      "p",
      "hard-mandatory",
      `main = volume.name is "data" and volume.namespace is "dev" and volume.id is "a-new-id" and not volume_exists and
	existing_volume is null and node.class is "big" and node_pool.meta.cost is "high" and namespace.name is "dev"`,
    ]);
    expect(
      await host({ Volume: { Name: "data", NodeID: "n1", Namespace: "dev" }, Namespace: "x" }),
    ).toMatchObject({ status: 200 });
    expect(gateway.nomad.submissions[0]?.body).toBe(
      '{"Volume":{"Name":"data","NodeID":"n1","Namespace":"dev"},"Namespace":"x"}',
    );
  });

  it("that exist are shown beside the new ones", async () => {
    answerJson("/v1/volume/host/v-1", { ID: "v-1", State: "ready" });
    given(["p", "hard-mandatory", 'main = volume_exists and existing_volume.state is "ready"']);
    expect(await host({ Volume: { ID: "v-1" } })).toMatchObject({ status: 200 });
  });

  it("have their warnings as a multi-error", async () => {
    given(["p", "advisory", FAILS]);
    const { Warnings } = JSON.parse((await host({ Volume: { Name: "data" } })).text);
    expect(Warnings).toBe(`1 error occurred:\n\t* ${text("p")}\n\n`);
  });

  it("are judged one by one, and told together", async () => {
    answerJson("/v1/volume/csi/b", { ID: "b", Name: "old" });
    given(["p", "hard-mandatory", 'print(volume.id)\nmain = volume.id is "a" or volume_exists']);
    const send = (ids: string[]) =>
      gateway.send(
        "PUT",
        "/v1/volume/csi/a",
        { Volumes: ids.map((ID) => ({ ID, Secrets: { k: "s" } })) },
        bySelf,
      );
    expect((await send(["a", "b"])).status).toBe(200);
    const refused = await send(["a", "c", "d"]);
    expect(refused.status).toBe(500);
    expect(refused.text).toMatch(/^2 errors occurred:.*\n\nc\n\n.*\n\nd\n\n/s);
  });

  it.each([
    [{}, "missing volume definition", 500],
    [
      { Volume: { NodeID: "../x" } },
      '"NodeID" of the volume is "../x", which is no ID of Nomad\'s',
      400,
    ],
    [{ Volume: { ID: "a?b" } }, '"ID" of the volume is "a?b", which is no ID of Nomad\'s', 400],
  ])("%j are refused", async (request, expected, status) => {
    given(["p", "hard-mandatory", "main = true"]);
    expect(await host(request)).toMatchObject({ status, text: expected });
    expect(gateway.nomad.submissions).toEqual([]);
  });

  // Tokens and permissions: a capability of the namespace, which policies and roles give.
  describe("whose policies are to be overridden", () => {
    const rules = (...namespaces: [name: string, ...capabilities: string[]][]) => ({
      RulesJSON: {
        Namespaces: namespaces.map(([Name, ...Capabilities]) => ({ Name, Capabilities })),
      },
    });
    it.each<[string, ReturnType<typeof rules>, number]>([
      ["with the capability", rules(["default", "sentinel-override"]), 200],
      ["without", rules(["default", "submit-job"]), 403],
      ["in another namespace", rules(["dev", "sentinel-override"]), 403],
      ["by a pattern", rules(["def*", "sentinel-override"]), 200],
      [
        "by a pattern, denied by name",
        rules(["*", "sentinel-override"], ["default", "submit-job"]),
        403,
      ],
      [
        "by the closer pattern",
        rules(["*"], ["de*lt", "sentinel-override"], ["d*", "read-job"]),
        200,
      ],
      ["denied", rules(["default", "sentinel-override", "deny"]), 403],
    ])("need a token %s: %#", async (_, policy, status) => {
      answerJson("/v1/acl/policy/submitters", policy);
      given(["p", "soft-mandatory", FAILS]);
      const answer = await host(
        { Volume: { Name: "d" }, PolicyOverride: true },
        { "X-Nomad-Token": CLIENT },
      );
      expect(answer.status).toBe(status);
      if (status === 403) expect(answer.text).toBe("Permission denied");
    });

    // What several policies say of a namespace is one rule, and its own name wins over all patterns.
    it("need it in the rule that counts, whichever policy that is from", async () => {
      answerJson("/v1/acl/token/self", {
        AccessorID: "a",
        Type: "client",
        Policies: ["wide", "narrow"],
      });
      answerJson("/v1/acl/policy/wide", rules(["*", "sentinel-override"]));
      answerJson("/v1/acl/policy/narrow", rules(["default", "submit-job"]));
      given(["p", "soft-mandatory", FAILS]);
      const body = { Volume: { Name: "d" }, PolicyOverride: true };
      expect((await host(body, { "X-Nomad-Token": CLIENT })).status).toBe(403);
    });

    it("are overridden by managers, and not when nothing asks for it", async () => {
      given(["p", "soft-mandatory", FAILS]);
      expect((await host({ Volume: { Name: "d" }, PolicyOverride: true })).status).toBe(200);
      expect((await host({ Volume: { Name: "d" } })).status).toBe(500);
    });
  });
});

describe("when policies cannot be evaluated, nothing goes on:", () => {
  beforeEach(() => given(["p", "advisory", "main = true"]));

  it.each([["/v1/acl/token/self"], ["/v1/job/shop"], ["/v1/namespace/default"]])(
    "Nomad breaks off at %s",
    async (path) => {
      gateway.nomad.scripted.set(`GET ${path}`, (request) => request.socket.destroy());
      const answer = await register();
      expect([answer.status, answer.text]).toEqual([500, expect.stringContaining(path)]);
      expect(gateway.nomad.writes).toEqual([]);
    },
  );

  it.each([
    ["another job", '{"ID":"other"}'],
    ["something else", '{"Summary":{}}'],
    ["no JSON", "<html>"],
    ["a key twice", '{"ID":"shop","id":"shop"}'],
  ])("Nomad answers about the job with %s", async (_, body) => {
    gateway.nomad.scripted.set("GET /v1/job/shop", (_request, response) => response.end(body));
    expect((await register()).status).toBe(500);
    expect(gateway.nomad.writes).toEqual([]);
  });

  it("Nomad says that the gateway may not look", async () => {
    gateway.nomad.scripted.set("GET /v1/job/shop", (_request, response) =>
      response.writeHead(403).end("Permission denied"),
    );
    expect(await register()).toMatchObject({
      status: 500,
      text: "the policies could not be evaluated, so nothing was handed on to Nomad: Nomad answered GET /v1/job/shop with 403 (Permission denied)",
    });
  });

  it("the evaluator breaks", async () => {
    const broken = await GatewayUnderTest.start({
      evaluator: {
        judge: async () => Promise.reject(new EvaluatorFailed("it broke")),
        close: async () => {},
      },
      policies: async () => policies,
    });
    expect(await broken.send("PUT", "/v1/jobs", { Job: { ID: "shop" } })).toMatchObject({
      status: 500,
      text: "the policies could not be evaluated, so nothing was handed on to Nomad: it broke",
    });
    expect(broken.nomad.writes).toEqual([]);
    await broken.close();
  });

  it.each([
    ["too many wait", new EvaluatorBusy(), 503, "too many submissions are waiting"],
    ["it takes too long", new DOMException("late", "TimeoutError"), 500, "longer than 60 seconds"],
  ])("%s", async (_, error, status, reason) => {
    const broken = await GatewayUnderTest.start({
      evaluator: { judge: async () => Promise.reject(error), close: async () => {} },
      policies: async () => policies,
    });
    const answer = await broken.send("PUT", "/v1/jobs", { Job: { ID: "shop" } });
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(reason)]);
    expect(broken.nomad.writes).toEqual([]);
    await broken.close();
  });

  it("the policies cannot be read", async () => {
    const broken = await GatewayUnderTest.start({
      policies: async () => Promise.reject(new Error("the database is away")),
    });
    expect(await broken.send("PUT", "/v1/jobs", { Job: { ID: "shop" } })).toMatchObject({
      status: 500,
      text: "the policies could not be evaluated, so nothing was handed on to Nomad: the gateway's log says why",
    });
    expect(broken.nomad.reached).toEqual([]);
    await broken.close();
  });
});

describe("when Nomad does not answer what went on", () => {
  beforeEach(() => given(["p", "advisory", FAILS]));

  it("the client is told that it may have been done", async () => {
    gateway.nomad.scripted.set("PUT /v1/jobs", (request) => request.socket.destroy());
    const answer = await register();
    expect([answer.status, answer.text]).toEqual([
      502,
      expect.stringContaining("may or may not have done"),
    ]);
  });

  it("nor when the answer breaks off", async () => {
    gateway.nomad.scripted.set("PUT /v1/jobs", (request, response) => {
      response.writeHead(200, { "Content-Length": "100" }).write('{"Warnings":');
      setTimeout(() => request.socket.destroy(), 50);
    });
    expect((await register()).status).toBe(502);
  });

  it("an answer without understanding goes back as it is", async () => {
    gateway.nomad.scripted.set("PUT /v1/jobs", (_request, response) => response.end("<odd>"));
    expect(await register()).toMatchObject({ status: 200, text: "<odd>" });
  });
});
