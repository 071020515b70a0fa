import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LEASE } from "../../src/domain/work/work-item.js";
import { createRecoveryToken } from "../../src/main.js";
import { Api } from "../harness/api.js";
import { FreshDatabase } from "../harness/fresh-database.js";
import { ServerProcess } from "../harness/server-process.js";

describe("servers that share a PostgreSQL", () => {
  let folder: string;
  let database: FreshDatabase;
  let servers: ServerProcess[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "portcullis-processes-"));
    database = await FreshDatabase.create();
    servers = [];
  });
  afterEach(async () => {
    for (const server of servers) await server.kill();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  /** Starts one more server: of one machine, so that they share the key in the data directory. */
  async function start(evaluationMs: number): Promise<ServerProcess> {
    const token = servers[0]?.token;
    const server = await ServerProcess.start({
      ...{ dataDirectory: folder, evaluationMs, token },
      databaseUrl: database.url,
    });
    servers.push(server);
    return server;
  }

  async function createWorkspace(api: Api) {
    await api.create("/organizations", "organizations", { name: "acme" });
    const policy = await api.create("/organizations/acme/policies", "policies", {
      name: "tags",
      "enforcement-level": "hard-mandatory",
    });
    const set = { name: "all", global: true };
    const members = { policies: [policy.id] };
    await api.create("/organizations/acme/policy-sets", "policy-sets", set, members);
    return api.create("/organizations/acme/workspaces", "workspaces", { name: "app" });
  }

  it("do each piece of work once, together", async () => {
    const [one, other] = [await start(20), await start(20)];
    const workspace = await createWorkspace(one.api);
    const runs = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const [asked, told] = index % 2 === 0 ? [one.api, other.api] : [other.api, one.api];
        const run = await asked.createRun(workspace);
        const plan = await asked.get(`/runs/${run.id}/plan`);
        // The link of one server is good at the other: they have the same key.
        const link = (plan.links.upload ?? "").replace(/^http:\/\/[^/]+/, told.url);
        expect(await told.upload(link, "{}")).toBe(200);
        return run;
      }),
    );
    for (const { id } of runs) await reaches(other.api, id, "policy_checked");
    const kinds = [...one.evaluated, ...other.evaluated].sort();
    expect(kinds).toEqual([...Array(20).fill("plan"), ...Array(20).fill("policies")]);
    expect(one.evaluated.length).toBeGreaterThan(5);
    expect(other.evaluated.length).toBeGreaterThan(5);
    const decided = await database.query(
      "SELECT subject_id FROM audit_entries WHERE verb = 'evaluate' AND noun = 'policy check'",
    );
    expect(new Set(decided.map((row) => JSON.stringify(row))).size).toBe(20);
    expect(decided).toHaveLength(20);
  });

  it("wake each other", async () => {
    const idle = await start(0);
    const workspace = await createWorkspace(idle.api);
    const busy = await start(60_000);
    // Both workers poll; until the busy one has something to do it takes what it finds.
    const link = async () => {
      const run = await busy.api.createRun(workspace);
      return { run, link: (await busy.api.get(`/runs/${run.id}/plan`)).links.upload ?? "" };
    };
    const times: number[] = [];
    for (let i = 0; i < 8; i++) {
      const { run, link: to } = await link();
      const started = performance.now();
      await busy.api.upload(to, "{}");
      const status = async () => (await idle.api.get(`/runs/${run.id}`)).attributes.status;
      const isDone = await vi
        .waitFor(async () => expect(await status()).toBe("policy_checked"), {
          ...{ timeout: 3_000, interval: 5 },
        })
        .then(() => true)
        .catch(() => false);
      if (isDone) times.push(performance.now() - started);
    }
    // Two pieces of work each, found by polling once a second, would take a second on average.
    expect(times.length).toBeGreaterThanOrEqual(6);
    expect(times.sort((a, b) => a - b)[times.length >> 1]).toBeLessThan(700);
  });

  it(
    "take over what a killed one had in hand, when its lease is over",
    async () => {
      const doomed = await start(60_000);
      const workspace = await createWorkspace(doomed.api);
      const run = await doomed.api.createRun(workspace);
      const plan = await doomed.api.get(`/runs/${run.id}/plan`);
      expect(await doomed.api.upload(plan.links.upload ?? "", "{}")).toBe(200);
      await vi.waitFor(() => expect(doomed.evaluated).toEqual(["plan"]), { timeout: 5_000 });
      const heir = await start(0);
      await doomed.kill();
      await reaches(heir.api, run.id, "policy_checked", LEASE + 10_000);
      expect(heir.evaluated).toEqual(["plan", "policies"]);
    },
    LEASE + 60_000,
  );

  it("have everything that they acknowledged when they are killed", async () => {
    const [one, other] = [await start(0), await start(0)];
    await one.api.create("/organizations", "organizations", { name: "acme" });
    const acknowledged: { id: string; code: string }[] = [];
    const write = async ({ api }: ServerProcess, name: string) => {
      const attributes = { name, "enforcement-level": "advisory" };
      const { id } = await api.create("/organizations/acme/policies", "policies", attributes);
      const code = `# ${name}\nmain = true\n`;
      if ((await api.upload(`/policies/${id}/upload`, code)) === 200)
        acknowledged.push({ id, code });
    };
    const writing = Promise.allSettled(
      Array.from({ length: 60 }, (_, index) =>
        write(index % 2 === 0 ? one : other, `policy-${index}`),
      ),
    );
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(10), {
      ...{ timeout: 20_000, interval: 1 },
    });
    await Promise.all([one.kill(), other.kill()]);
    await writing;
    const { api } = await start(0);
    for (const { id, code } of acknowledged) {
      expect(await api.text(`/policies/${id}/download`)).toBe(code);
    }
  });

  it("take a recovery token that was made beside them", async () => {
    const settings = { dataDirectory: folder, databaseUrl: database.url };
    await expect(createRecoveryToken(settings)).rejects.toThrow("start the server once");
    const { api } = await start(0);
    const recovered = new Api(api.url, await createRecoveryToken(settings));
    expect(await recovered.status("GET", "/organizations")).toBe(200);
  });

  it("answer 503 while the database is away, and go on when it is back", async () => {
    const { api } = await start(0);
    const workspace = await createWorkspace(api);
    await database.refuseConnections();
    expect(await api.status("GET", "/organizations")).toBe(503);
    expect(await api.status("DELETE", "/organizations/acme")).toBe(503);
    await database.acceptConnections();
    expect(await api.status("GET", "/organizations")).toBe(200);
    const run = await api.createRun(workspace);
    const plan = await api.get(`/runs/${run.id}/plan`);
    expect(await api.upload(plan.links.upload ?? "", "{}")).toBe(200);
    await reaches(api, run.id, "policy_checked");
  });
});

async function reaches(api: Api, id: string, status: string, timeout = 30_000): Promise<void> {
  const current = async () => (await api.get(`/runs/${id}`)).attributes.status;
  await vi.waitFor(async () => expect(await current()).toBe(status), { timeout, interval: 20 });
}
