import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Step } from "../../../test/harness/fixture.js";
import { prepare } from "../../../test/harness/play.js";
import { TestServer } from "../../../test/harness/test-server.js";

const WEEK_SECONDS = 7 * 24 * 60 * 60;
const FIRST = "so-0000000000000001";
const revoke: Step = { method: "DELETE", path: `/api/v2/standing-overrides/${FIRST}` };
const newRun = (number: number): Step[] => [
  "run",
  { uploadPlan: `plan-000000000000000${number}` },
  { work: "all" },
];

describe("a standing override", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start();
    await prepare(server, ["standing override on tags"]);
  });
  afterEach(() => server.close());

  async function checkOf(number: number): Promise<Record<string, unknown>> {
    const path = `/api/v2/policy-checks/polchk-000000000000000${number}`;
    const { body } = await server.send({ method: "GET", path });
    return (body as { data: { attributes: Record<string, unknown> } }).data.attributes;
  }
  async function runStatus(number: number): Promise<string> {
    const run = await server.store.read((tx) => tx.runs.get(`run-000000000000000${number}`));
    return run.status;
  }
  async function trail(): Promise<string[]> {
    const page = { number: 1, size: 100 };
    const { items } = await server.store.read((tx) => tx.audit.list("acme", {}, page));
    return items.map(({ actor, verb, subject, details }) => {
      const who = "name" in actor ? actor.name : actor.kind;
      return `${who} ${verb} ${subject.noun} ${subject.id} ${JSON.stringify(details)}`;
    });
  }

  it("lets the runs of its workspace go on, and tells the trail of it", async () => {
    await prepare(server, ["second run"]);
    expect(await runStatus(2)).toBe("policy_checked");
    expect(await checkOf(2)).toMatchObject({ status: "passed", result: { "soft-failed": 1 } });
    expect((await trail()).slice(0, 2)).toEqual([
      `system override policy check polchk-0000000000000002 {"run":"run-0000000000000002","standingOverrides":["${FIRST}"]}`,
      'system evaluate policy check polchk-0000000000000002 {"run":"run-0000000000000002","verdict":"soft_failed"}',
    ]);
    expect(await trail()).toContain(
      `admin create standing override ${FIRST} {"run":"run-0000000000000001","workspace":"ws-0000000000000001","policy":"prod/tags","expiresAt":"2024-05-08T10:00:00.000Z","comment":"until tags are back-filled"}`,
    );
  });

  it("lets a run go on that nobody could override: one that changes nothing", async () => {
    await prepare(server, [{ plan: { hasChanges: false } }, "second run"]);
    expect(await runStatus(2)).toBe("planned_and_finished");
  });

  it("covers until the last moment, and nothing from the next on", async () => {
    await prepare(server, [{ advanceSeconds: WEEK_SECONDS - 1 }, "second run"]);
    expect(await runStatus(2)).toBe("policy_checked");
    await prepare(server, [{ advanceSeconds: 1 }, ...newRun(3)]);
    expect(await runStatus(3)).toBe("policy_override");
    expect(await checkOf(3)).not.toHaveProperty("standing-overrides");
  });

  it("covers nothing that expires while it is checked", async () => {
    const { check } = server.evaluator;
    server.evaluator.check = async (...asked) => {
      server.clock.advance(WEEK_SECONDS * 1_000);
      return check(...asked);
    };
    await prepare(server, ["second run"]);
    expect(await runStatus(2)).toBe("policy_override");
  });

  it("covers nothing once it is revoked, be it while policies are checked", async () => {
    const { check } = server.evaluator;
    server.evaluator.check = async (...asked) => {
      await prepare(server, [revoke]);
      return check(...asked);
    };
    await prepare(server, ["second run"]);
    expect(await runStatus(2)).toBe("policy_override");
    expect(await trail()).toContain(
      `admin delete standing override ${FIRST} {"workspace":"ws-0000000000000001","policy":"prod/tags"}`,
    );
  });

  it("shows what it has covered after it was revoked", async () => {
    await prepare(server, ["second run", revoke]);
    expect(await checkOf(2)).toMatchObject({
      status: "passed",
      "standing-overrides": [{ id: FIRST, policy: "prod/tags" }],
    });
  });

  it("never covers a hard-mandatory failure", async () => {
    const attributes = { "enforcement-level": "hard-mandatory" };
    await prepare(server, [
      {
        method: "PATCH",
        path: "/api/v2/policies/pol-0000000000000001",
        body: { data: { type: "policies", attributes } },
      },
      "second run",
    ]);
    expect(await runStatus(2)).toBe("errored");
    const check = await checkOf(2);
    expect(check).toMatchObject({ status: "hard_failed" });
    expect(check).not.toHaveProperty("standing-overrides");
  });

  it("leaves the rest to be decided when it does not cover everything", async () => {
    const ssh = { name: "ssh", "enforcement-level": "soft-mandatory" };
    await prepare(server, [
      {
        method: "POST",
        path: "/api/v2/organizations/acme/policies",
        body: {
          data: {
            type: "policies",
            attributes: ssh,
            relationships: {
              "policy-sets": { data: [{ id: "polset-0000000000000001", type: "policy-sets" }] },
            },
          },
        },
      },
      { failing: ["tags", "ssh"] },
      "second run",
    ]);
    expect(await checkOf(2)).toMatchObject({
      status: "soft_failed",
      actions: { "is-overridable": true },
      "standing-overrides": [{ policy: "prod/tags" }],
    });
    const override = "/api/v2/policy-checks/polchk-0000000000000002/actions/override";
    const body = { scope: "workspace", "expires-at": "2024-05-02T00:00:00+01:00" };
    await prepare(server, [{ method: "POST", path: override, body }, ...newRun(3)]);
    expect(await runStatus(3)).toBe("policy_checked");
    const { data } = (
      await server.send({ method: "GET", path: "/api/v2/organizations/acme/standing-overrides" })
    ).body as { data: { attributes: object }[] };
    const expiry = { "expires-at": "2024-05-01T23:00:00.000Z" };
    expect(data.map(({ attributes }) => attributes)).toMatchObject([
      { policy: "prod/tags", ...expiry },
      { policy: "prod/ssh", ...expiry },
    ]);
  });

  it("is not for other workspaces", async () => {
    await prepare(server, [
      {
        method: "POST",
        path: "/api/v2/organizations/acme/workspaces",
        body: { data: { type: "workspaces", attributes: { name: "other" } } },
      },
      {
        method: "POST",
        path: "/api/v2/policy-sets/polset-0000000000000001/relationships/workspaces",
        body: { data: [{ id: "ws-0000000000000002", type: "workspaces" }] },
      },
      {
        method: "POST",
        path: "/api/v2/runs",
        body: {
          data: {
            type: "runs",
            attributes: { "plan-upload": true },
            relationships: {
              workspace: { data: { id: "ws-0000000000000002", type: "workspaces" } },
            },
          },
        },
      },
      { uploadPlan: "plan-0000000000000002" },
      { work: "all" },
    ]);
    expect(await runStatus(2)).toBe("policy_override");
  });

  it.each([
    ["policy", "/api/v2/policies/pol-0000000000000001"],
    ["policy set", "/api/v2/policy-sets/polset-0000000000000001"],
  ])("is not granted for a %s that is gone, and the run goes on", async (_, path) => {
    await prepare(server, [revoke, "second run", { method: "DELETE", path }]);
    const override = "/api/v2/policy-checks/polchk-0000000000000002/actions/override";
    const body = { scope: "workspace", "expires-at": "2024-05-08T10:00:00Z" };
    await prepare(server, [{ method: "POST", path: override, body }]);
    expect(await runStatus(2)).toBe("policy_checked");
    expect(await checkOf(2)).not.toHaveProperty("standing-overrides");
  });

  it("is granted once, however many override at the same time", async () => {
    await prepare(server, [revoke, "second run"]);
    const path = "/api/v2/policy-checks/polchk-0000000000000002/actions/override";
    const body = { scope: "workspace", "expires-at": "2024-05-08T10:00:00Z" };
    const answers = await Promise.all(
      [1, 2, 3].map(() => server.send({ method: "POST", path, body })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const standing = await server.store.read((tx) =>
      tx.standingOverrides.ofWorkspace("ws-0000000000000001", server.clock.now()),
    );
    expect(standing).toHaveLength(1);
  });
});
