import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeEvaluator, reportOf } from "../src/evaluation/testing/fake-evaluator.js";
import {
  createRecoveryToken,
  decodeSettings,
  type RunningServer,
  type Settings,
  startServer,
} from "../src/index.js";
import { Api } from "./harness/api.js";
import { NomadClient } from "./harness/nomad-client.js";

describe("a server on its data directory", () => {
  let folder: string;
  let running: RunningServer[];
  let evaluator: FakeEvaluator;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "portcullis-server-"));
    running = [];
    evaluator = new FakeEvaluator();
  });
  afterEach(async () => {
    for (const server of running) await server.close();
    await rm(folder, { recursive: true });
  });

  const settings = (): Settings =>
    decodeSettings({ listen: "127.0.0.1:0", data: join(folder, "data") }, {});
  const outside = () => ({ evaluator: () => evaluator, log: pino({ level: "silent" }) });
  const start = async (change: Partial<Settings> = {}): Promise<RunningServer> => {
    const server = await startServer({ ...settings(), ...change }, outside());
    running.push(server);
    return server;
  };
  const isAllowed = async ({ url }: RunningServer, token: string): Promise<boolean> =>
    (await new Api(url, token).status("GET", "/organizations")) === 200;

  it("shows its first token once, and knows it ever after", async () => {
    const first = await start();
    const token = first.firstToken ?? "";
    expect(token).toMatch(/^portcullis-\w{36}$/);
    expect(await isAllowed(first, token)).toBe(true);
    await first.close();
    const second = await start();
    expect(second.firstToken).toBeNull();
    expect(await isAllowed(second, token)).toBe(true);
    expect(await isAllowed(second, "another-token-of-some-length")).toBe(false);
  });

  it("takes a preset token and does not show it; later ones are ignored", async () => {
    const first = await start({ bootstrapToken: "preset-token-of-some-length" });
    expect(first.firstToken).toBeNull();
    expect(await isAllowed(first, "preset-token-of-some-length")).toBe(true);
    await first.close();
    const second = await start({ bootstrapToken: "another-token-of-some-length" });
    expect(await isAllowed(second, "another-token-of-some-length")).toBe(false);
  });

  it("makes another token on request, while it runs and when it does not", async () => {
    await expect(createRecoveryToken(settings())).rejects.toThrow("start it once");
    const server = await start();
    const token = await createRecoveryToken(settings());
    expect(token).not.toBe(server.firstToken);
    expect(await isAllowed(server, token)).toBe(true);
    await server.close();
    const other = await createRecoveryToken(settings());
    expect(await isAllowed(await start(), other)).toBe(true);
  });

  it("keeps a second server out, and lets it in later", async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(`data directory "${join(folder, "data")}" is in use`);
    await first.close();
    expect((await start()).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it("leaves nothing open when it cannot start, and keeps the first token for a start that can", async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
    const { port } = blocker.address() as { port: number };
    const taken = { listen: { host: "127.0.0.1", port } };
    await expect(start(taken)).rejects.toThrow("EADDRINUSE");
    blocker.close();
    expect((await start()).firstToken).toMatch(/^portcullis-/);
  });

  it("says what is wrong with its data directory, and where", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    await expect(start({ dataDirectory: file })).rejects.toThrow(
      `data directory "${file}" cannot be used: EEXIST`,
    );
    const database = join(folder, "portcullis.db");
    await writeFile(database, "no database at all");
    await expect(start({ dataDirectory: folder })).rejects.toThrow(
      `database "${database}" cannot be opened: file is not a database`,
    );
  });

  it("keeps its data to itself", async () => {
    await start();
    const modes = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
    expect(await modes(join(folder, "data"))).toBe("700");
    expect(await modes(join(folder, "data", "secret.key"))).toBe("600");
    expect((await readdir(join(folder, "data"))).sort()).toEqual(
      expect.arrayContaining(["blobs", "portcullis.db", "secret.key", "server.lock"]),
    );
  });

  it("takes a secret key that somebody else manages, if it is one", async () => {
    const secretKeyFile = join(folder, "key");
    await expect(start({ secretKeyFile })).rejects.toThrow("cannot read the secret key");
    await writeFile(secretKeyFile, "too short");
    await expect(start({ secretKeyFile })).rejects.toThrow("needs at least 32");
    await writeFile(secretKeyFile, "k".repeat(32));
    expect((await start({ secretKeyFile })).url).toContain("http://");
  });

  /** A run of a workspace on which one policy is enforced, and where its plan is to be uploaded. */
  const createRun = async (api: Api, level: string, code: string) => {
    await api.create("/organizations", "organizations", { name: "acme" });
    const workspace = await api.create("/organizations/acme/workspaces", "workspaces", {
      name: "app",
    });
    const policy = await api.create("/organizations/acme/policies", "policies", {
      name: "tags",
      "enforcement-level": level,
    });
    expect(await api.upload(`/policies/${policy.id}/upload`, code)).toBe(200);
    const members = { policies: [policy.id], workspaces: [workspace.id] };
    await api.create("/organizations/acme/policy-sets", "policy-sets", { name: "prod" }, members);
    const { id } = await api.createRun(workspace);
    return { id, link: (await api.get(`/runs/${id}/plan`)).links.upload ?? "" };
  };
  const reaches = async (api: Api, id: string, status: string) => {
    const settings = { timeout: 15_000, interval: 20 };
    const current = async () => (await api.get(`/runs/${id}`)).attributes.status;
    await vi.waitFor(async () => expect(await current()).toBe(status), settings);
  };

  it("checks a plan from the upload to the override", async () => {
    evaluator.check = async (request) => reportOf(request, { failing: ["tags"] });
    const { url, firstToken } = await start();
    const api = new Api(url, firstToken ?? "");
    const { id, link } = await createRun(api, "soft-mandatory", "main = rule { false }\n");
    expect(link.startsWith(`${url}/v1/object/`)).toBe(true);
    expect(await api.upload(link, '{"format_version":"1.2"}')).toBe(200);
    expect(await api.upload(link, "{}")).toBe(404);
    await reaches(api, id, "policy_override");
    const [check] = await api.list(`/runs/${id}/policy-checks`);
    const path = `/policy-checks/${check?.id}`;
    expect(await api.text(`${path}/output`)).toBe("Sentinel Result: false\n");
    const comment = { comment: "agreed with security" };
    const overridden = await api.post(`${path}/actions/override`, comment);
    expect(overridden.attributes.status).toBe("overridden");
    await reaches(api, id, "policy_checked");
    expect(await api.status("POST", `/runs/${id}/actions/apply`)).toBe(409);
  });

  it("listens to Nomad's clients where it is told to, and lets none of them wait when it stops", async () => {
    expect((await start()).nomadUrl).toBeNull();
    await running.pop()?.close();
    const { nomad } = settings();
    const server = await start({ nomad: { ...nomad, listen: { host: "127.0.0.1", port: 0 } } });
    const token = await createRecoveryToken(settings());
    const client = new NomadClient(Number(new URL(server.nomadUrl ?? "").port), token);
    const body = { Scope: "submit-job", EnforcementLevel: "advisory", Policy: "main = rule {" };
    const refused = await client.ask("PUT", "/v1/sentinel/policy/a", {
      body: JSON.stringify({ Name: "a", ...body }),
    });
    expect(refused.text).toContain("failed to parse policy: a:1:14: ");
    const index = await client.put("a");
    const { host } = new URL(server.nomadUrl ?? "");
    expect((await client.ask("GET", "/v1/status/leader")).text).toBe(JSON.stringify(host));
    const waiting = client.list(`?index=${index}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await running.pop()?.close();
    expect((await waiting).status).toBe(200);
  });

  it("runs policies itself when it is given nothing else that does", async () => {
    const server = await startServer(settings(), { log: pino({ level: "silent" }) });
    running.push(server);
    const api = new Api(server.url, server.firstToken ?? "");
    const code =
      'import "tfplan/v2" as tfplan\nmain = rule { length(tfplan.resource_changes) is 1 }\n';
    const { id, link } = await createRun(api, "hard-mandatory", code);
    const change = { actions: ["create"], before: null, after: {}, after_unknown: {} };
    const resource = {
      address: "null_resource.a",
      mode: "managed",
      type: "null_resource",
      name: "a",
    };
    const plan = {
      format_version: "1.2",
      terraform_version: "1.11.4",
      resource_changes: [{ ...resource, change }],
    };
    expect(await api.upload(link, JSON.stringify(plan))).toBe(200);
    await reaches(api, id, "policy_checked");
  });
});
