import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Api } from "./harness/api.js";

const program = fileURLToPath(new URL("harness/serve-child.mjs", import.meta.url));

/** What a server's process says when it listens. */
interface Greeting {
  readonly url: string;
  readonly firstToken: string | null;
}

describe("a server that is killed", () => {
  let folder: string;
  let server: ChildProcess;
  let token: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "portcullis-kill-"));
  });
  afterEach(async () => {
    await kill();
    await rm(folder, { recursive: true });
  });

  /** Starts the server in a process of its own, the first time or again. */
  async function start(evaluationMs: number): Promise<Api> {
    const child = spawn(process.execPath, [program, folder, String(evaluationMs)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    server = child;
    const greeting = once(createInterface(child.stdout), "line").then(
      ([line]) => JSON.parse(line) as Greeting,
    );
    const death = once(child, "exit").then(() => {
      throw new Error("the server did not start: is the code compiled?");
    });
    const { url, firstToken } = await Promise.race([greeting, death]);
    death.catch(() => {});
    token = firstToken ?? token;
    return new Api(url, token);
  }

  async function kill(): Promise<void> {
    if (!server.kill("SIGKILL")) return;
    await once(server, "exit");
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
      await kill();
      await writing;
      api = await start(0);
    }
    for (const { id, code } of acknowledged) {
      expect(await api.text(`/policies/${id}/download`)).toBe(code);
    }
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
    const set = { name: "all", global: true };
    const members = { policies: [policy.id] };
    await api.create("/organizations/acme/policy-sets", "policy-sets", set, members);
    const run = await api.createRun(workspace);
    const plan = await api.get(`/runs/${run.id}/plan`);
    expect(await api.upload(plan.links.upload ?? "", "{}")).toBe(200);

    const status = async () => (await api.get(`/runs/${run.id}`)).attributes.status;
    for (const until of ["planning", "policy_checking"]) {
      await vi.waitFor(async () => expect(await status()).toBe(until), { interval: 5 });
      await kill();
      api = await start(150);
    }
    await vi.waitFor(async () => expect(await status()).toBe("policy_checked"), {
      timeout: 5_000,
      interval: 20,
    });
    const checks = await api.list(`/runs/${run.id}/policy-checks`);
    expect(checks.map((check) => check.attributes.status)).toEqual(["passed"]);
  });
});
