import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Api } from "./harness/api.js";
import { ServerProcess } from "./harness/server-process.js";

describe("a server that is killed", () => {
  let folder: string;
  let server: ServerProcess;
  let token: string | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "portcullis-kill-"));
    token = undefined;
  });
  afterEach(async () => {
    await server.kill();
    await rm(folder, { recursive: true });
  });

  /** Starts the server in a process of its own, the first time or again. */
  async function start(evaluationMs: number): Promise<Api> {
    server = await ServerProcess.start({ dataDirectory: folder, evaluationMs, token });
    token = server.token;
    return server.api;
  }

  it("has everything that it acknowledged", async () => {
    let api = await start(0);
    await api.create("/organizations", "organizations", { name: "acme" });
    const acknowledged: { id: string; code: string }[] = [];
    const write = async (name: string) => {
      const attributes = { name, "enforcement-level": "advisory" };
      const { id } = await api.create("/organizations/acme/policies", "policies", attributes);
      const code = `# ${name}\nmain = true\n`;
      if ((await api.upload(`/policies/${id}/upload`, code)) === 200)
        acknowledged.push({ id, code });
    };
    for (let round = 0; round < 3; round++) {
      const before = acknowledged.length;
      const writing = Promise.allSettled(
        Array.from({ length: 40 }, (_, index) => write(`policy-${round}-${index}`)),
      );
      await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(before + 3), {
        timeout: 10_000,
        interval: 1,
      });
      await server.kill();
      await writing;
      api = await start(0);
    }
    for (const { id, code } of acknowledged) {
      expect(await api.text(`/policies/${id}/download`)).toBe(code);
    }
  }, 120_000);

  it("has Nomad's policies, and never counts back", async () => {
    await start(0);
    const acknowledged = new Map<string, number>();
    for (let round = 0; round < 3; round++) {
      const { nomad } = server;
      const before = acknowledged.size;
      const writing = Promise.allSettled(
        Array.from({ length: 10 }, async (_, number) => {
          const name = `p-${round}-${number}`;
          acknowledged.set(name, await nomad.put(name));
        }),
      );
      await vi.waitFor(() => expect(acknowledged.size).toBeGreaterThan(before + 2), {
        timeout: 20_000,
        interval: 1,
      });
      await server.kill();
      await writing;
      await start(0);
    }
    const listed = await server.nomad.list();
    const kept = new Map<string, number>(
      JSON.parse(listed.text).map((stub: { Name: string; ModifyIndex: number }) => [
        stub.Name,
        stub.ModifyIndex,
      ]),
    );
    for (const [name, index] of acknowledged) expect([name, kept.get(name)]).toEqual([name, index]);
    expect(new Set(kept.values()).size).toBe(kept.size);
    expect(await server.nomad.put("last")).toBeGreaterThan(Math.max(...kept.values()));
  }, 120_000);

  it("has a policy set version as it was when it died while reading it", async () => {
    let api = await start(300);
    await api.create("/organizations", "organizations", { name: "acme" });
    const path = "/organizations/acme/policy-sets";
    const set = await api.create(path, "policy-sets", { name: "files" });
    const { id } = await api.post(`/policy-sets/${set.id}/versions`);
    const version = () => api.get(`/policy-set-versions/${id}`);
    const upload = async () => api.upload((await version()).links.upload ?? "", "archive");
    const interrupted = upload().catch(() => "no answer");
    await vi.waitFor(() => expect(server.evaluated).toEqual(["policy set"]), { interval: 5 });
    await server.kill();
    expect(await interrupted).toBe("no answer");
    api = await start(0);
    expect((await version()).attributes.status).toBe("pending");
    expect(await upload()).toBe(200);
    expect((await version()).attributes.status).toBe("ready");
  });

  it("finishes after a restart what it was doing, once", async () => {
    let api = await start(150);
    await api.create("/organizations", "organizations", { name: "acme" });
    const workspace = await api.create("/organizations/acme/workspaces", "workspaces", {
      name: "app",
    });
    const policy = await api.create("/organizations/acme/policies", "policies", {
      name: "tags",
      "enforcement-level": "hard-mandatory",
    });
    const rego = await api.create("/organizations/acme/policies", "policies", {
      name: "ingress",
      kind: "opa",
      query: "data.a.deny",
      "enforcement-level": "mandatory",
    });
    const createSet = (attributes: object, { id }: { readonly id: string }) =>
      api.create(
        "/organizations/acme/policy-sets",
        "policy-sets",
        { ...attributes, global: true },
        { policies: [id] },
      );
    await createSet({ name: "all" }, policy);
    await createSet({ name: "agents", "agent-enabled": true }, policy);
    await createSet({ name: "opa", kind: "opa" }, rego);
    const run = await api.createRun(workspace);
    const plan = await api.get(`/runs/${run.id}/plan`);
    expect(await api.upload(plan.links.upload ?? "", "{}")).toBe(200);

    const status = async () => (await api.get(`/runs/${run.id}`)).attributes.status;
    for (const until of ["planning", "post_plan_running", "policy_checking"]) {
      await vi.waitFor(async () => expect(await status()).toBe(until), {
        timeout: 10_000,
        interval: 5,
      });
      await server.kill();
      api = await start(150);
    }
    await vi.waitFor(async () => expect(await status()).toBe("policy_checked"), {
      timeout: 5_000,
      interval: 20,
    });
    const checks = await api.list(`/runs/${run.id}/policy-checks`);
    expect(checks.map((check) => check.attributes.status)).toEqual(["passed"]);
    const [stage] = await api.list(`/runs/${run.id}/task-stages`);
    const evaluations = await api.list(`/task-stages/${stage?.id}/policy-evaluations`);
    expect(evaluations.map(({ attributes }) => attributes.status)).toEqual(["passed", "passed"]);
    for (const { id } of evaluations)
      expect(await api.list(`/policy-evaluations/${id}/policy-set-outcomes`)).toHaveLength(1);
  }, 120_000);
});
