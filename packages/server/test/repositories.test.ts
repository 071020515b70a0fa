import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GitServer, startGitServer } from "@portcullis/testkit";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { decodeSettings, type RunningServer, startServer } from "../src/index.js";
import { Api } from "./harness/api.js";

const LISTING = 'policy "tags" {\n  enforcement_level = "hard-mandatory"\n}\n';

const PAYLOADS = new URL("../src/api/tfe/webhooks/payloads/github.json", import.meta.url);

function githubMessage(name: string): { headers: Record<string, string>; body: object } {
  const { messages } = JSON.parse(readFileSync(PAYLOADS, "utf8"));
  return messages.find(({ message }: { message: string }) => message === name);
}

/** A whole server, real evaluators, and real git over http on the loopback. */
describe("a policy set from a repository", () => {
  let git: GitServer;
  let server: RunningServer;
  let api: Api;
  let folder: string;
  let name = "";
  let count = 0;

  beforeAll(async () => {
    git = await startGitServer();
    folder = mkdtempSync(join(tmpdir(), "portcullis-repositories-"));
    const settings = decodeSettings(
      { listen: "127.0.0.1:0", data: folder },
      {
        PORTCULLIS_RATE_LIMIT: "0",
        PORTCULLIS_ALLOW_VCS: "127.0.0.1",
        PORTCULLIS_VCS_INTERVAL: "0",
      },
    );
    server = await startServer(settings, { log: pino({ level: "silent" }) });
    api = new Api(server.url, server.firstToken ?? "");
    await api.create("/organizations", "organizations", { name: "acme" });
  });
  afterAll(async () => {
    await server.close();
    await git.stop();
    rmSync(folder, { recursive: true });
  });

  let token: string;
  beforeEach(async () => {
    name = `set-${++count}`;
    const client = await api.create("/organizations/acme/oauth-clients", "oauth-clients", {
      "service-provider": "git",
      "http-url": git.url,
      "api-url": git.url,
      "oauth-token-string": "s3cret",
    });
    const [first] = await api.list(`/oauth-clients/${client.id}/oauth-tokens`);
    token = first?.id ?? "";
  });
  afterEach(() => {
    git.requests.length = 0;
  });

  const commit = (files: Readonly<Record<string, string>>) => git.commit(`${name}.git`, files);
  const connect = (attributes: object = {}, repository: object = {}) =>
    api.create("/organizations/acme/policy-sets", "policy-sets", {
      name,
      "vcs-repo": { identifier: name, "oauth-token-id": token, ...repository },
      ...attributes,
    });
  const versions = async (set: { id: string }) =>
    (await api.list(`/policy-sets/${set.id}/versions`)).map(({ attributes }) => attributes);
  const waitFor = (set: { id: string }, length: number) =>
    vi.waitFor(
      async () => {
        const found = await versions(set);
        expect(found).toHaveLength(length);
        return found;
      },
      { timeout: 20_000, interval: 100 },
    );
  const push = async (set: { attributes: Readonly<Record<string, unknown>> }, headers = {}) => {
    const { "webhook-url": url } = set.attributes["vcs-repo"] as { "webhook-url": string };
    const body = JSON.stringify({ ref: "refs/heads/main" });
    return (await fetch(url, { method: "POST", headers, body })).status;
  };

  it("has the policies of the branch, with the commit that they are from", {
    timeout: 60_000,
  }, async () => {
    const sha = commit({ "sentinel.hcl": LISTING, "tags.sentinel": "main = rule { true }\n" });
    const set = await connect();
    const [version] = await waitFor(set, 1);
    expect(version).toMatchObject({
      source: "git",
      status: "ready",
      "ingress-attributes": { "commit-sha": sha, "commit-url": "", identifier: name },
    });
    const { authorization } = git.requests[0]?.headers ?? {};
    const given = Buffer.from(authorization?.split(" ")[1] ?? "", "base64").toString();
    expect(given).toBe("git:s3cret");
  });

  it("gets a version for each push that changes its folder, and keeps what is in force", {
    timeout: 60_000,
  }, async () => {
    const files = { "sets/sentinel.hcl": LISTING, "sets/tags.sentinel": "main = true\n" };
    commit({ ...files, "docs/readme.md": "one" });
    const set = await connect({ "policies-path": "/sets" }, { branch: "main" });
    await waitFor(set, 1);
    commit({ "docs/readme.md": "two" });
    expect(await push(set)).toBe(202);
    const broken = commit({ "sets/tags.sentinel": "main = rule {\n" });
    expect(await push(set)).toBe(202);
    const [newest, first] = await waitFor(set, 2);
    expect(newest).toMatchObject({
      status: "errored",
      error: "invalid-policy",
      "error-message": expect.stringContaining("tags.sentinel:2:1"),
      "ingress-attributes": { "commit-sha": broken },
    });
    expect(first?.status).toBe("ready");
    commit({ "sets/tags.sentinel": "main = false\n" });
    await push(set);
    expect((await waitFor(set, 3))[0]).toMatchObject({ status: "ready" });
  });

  it("gets one only when a file changes that a pattern names", { timeout: 60_000 }, async () => {
    const files = { "sentinel.hcl": LISTING, "tags.sentinel": "main = true\n", "lib/x": "1" };
    commit(files);
    const set = await connect({ "policy-update-patterns": ["lib/**"] });
    await waitFor(set, 1);
    commit({ "tags.sentinel": "main = false\n" });
    await push(set);
    await vi.waitFor(() => expect(git.requests.length).toBeGreaterThan(6), { timeout: 10_000 });
    expect(await versions(set)).toHaveLength(1);
    commit({ "lib/x": "2" });
    await push(set);
    await waitFor(set, 2);
  });

  const MODULE = 'policy "tags" {\n  source = "modules/tags.sentinel"\n}\n';
  const withSubmodule = (url: string) => {
    const inner = `${name}-inner.git`;
    git.commit(inner, { "tags.sentinel": "main = true\n" });
    commit({ "sentinel.hcl": MODULE });
    git.git(`${name}.git`, "submodule", "add", "--quiet", join(git.folder, inner), "modules");
    const modules = `[submodule "modules"]\n\tpath = modules\n\turl = ${url}\n`;
    return commit({ ".gitmodules": modules });
  };

  it("has the policies of submodules beside it, and gets a version when they change", {
    timeout: 60_000,
  }, async () => {
    withSubmodule(`../${name}-inner.git`);
    const set = await connect({}, { "ingress-submodules": true });
    expect((await waitFor(set, 1))[0]).toMatchObject({ status: "ready" });
    const asked = git.requests.filter(({ url }) => url?.startsWith(`/${name}-inner.git/`));
    expect(asked.every(({ headers }) => headers.authorization !== undefined)).toBe(true);
    expect(asked).not.toEqual([]);
    git.commit(`${name}-inner.git`, { "tags.sentinel": "main = rule {\n" });
    git.git(
      `${name}.git`,
      "-C",
      "modules",
      "pull",
      "--quiet",
      join(git.folder, `${name}-inner.git`),
    );
    const sha = commit({});
    await push(set);
    expect((await waitFor(set, 2))[0]).toMatchObject({
      error: "invalid-policy",
      "error-message": expect.stringContaining("modules/tags.sentinel:2:1"),
      "ingress-attributes": { "commit-sha": sha },
    });
  });

  it("has no submodules unless they are asked for, and none from hosts that are not allowed", {
    timeout: 60_000,
  }, async () => {
    withSubmodule("https://192.0.2.1/acme/inner.git");
    const set = await connect();
    expect((await waitFor(set, 1))[0]).toMatchObject({ error: "invalid-configuration" });
    const attributes = { "vcs-repo": { "ingress-submodules": true } };
    const change = { data: { type: "policy-sets", attributes } };
    expect(await api.status("PATCH", `/policy-sets/${set.id}`, change)).toBe(200);
    const [newest] = await waitFor(set, 2);
    expect(newest).toMatchObject({ status: "errored", error: "repository-unreachable" });
    expect(newest?.["error-message"]).toBe(
      'submodule "modules": address "192.0.2.1" is a reserved address and not allowed; whoever runs this server can allow it with PORTCULLIS_ALLOW_VCS=192.0.2.1',
    );
  });

  it("has the modules beside its folder, and follows links that stay in the repository", {
    timeout: 60_000,
  }, async () => {
    commit({
      "common/names.sentinel": "yes = true\n",
      "common/tags.sentinel": 'import "names"\nmain = rule { names.yes }\n',
      "sets/prod/sentinel.hcl": `import "module" "names" {\n  source = "../../common/names.sentinel"\n}\n${LISTING}`,
      "sets/prod/tags.sentinel": "-> ../../common/tags.sentinel",
      "docs/elsewhere": "-> /var/www",
    });
    const set = await connect({ "policies-path": "/sets/prod/", global: true });
    expect((await waitFor(set, 1))[0]).toMatchObject({ status: "ready" });
    const workspace = await api.create("/organizations/acme/workspaces", "workspaces", { name });
    const run = await api.createRun(workspace);
    const { links } = await api.get(`/runs/${run.id}/plan`);
    expect(await api.upload(links.upload ?? "", '{"format_version":"1.2"}')).toBe(200);
    const statusOfCheck = async () =>
      (await api.list(`/runs/${run.id}/policy-checks`))[0]?.attributes.status;
    await vi.waitFor(async () => expect(await statusOfCheck()).toBe("passed"), {
      timeout: 20_000,
      interval: 100,
    });
    await api.status("DELETE", `/policy-sets/${set.id}`);
  });

  it("is at fault where a link in its folder leads out of the repository", {
    timeout: 60_000,
  }, async () => {
    commit({ "sets/sentinel.hcl": LISTING, "sets/tags.sentinel": "-> ../../../etc/passwd" });
    const set = await connect({ "policies-path": "sets" });
    expect((await waitFor(set, 1))[0]).toMatchObject({
      error: "invalid-archive",
      "error-message": expect.stringContaining(
        '"sets/tags.sentinel" is a symbolic link that leads',
      ),
    });
  });

  it("says what is wrong with the folder", { timeout: 60_000 }, async () => {
    commit({ "sentinel.hcl": LISTING });
    const set = await connect({ "policies-path": "gone" });
    expect((await waitFor(set, 1))[0]).toMatchObject({
      status: "errored",
      error: "path-not-found",
    });
  });

  it("is refused where the host is not allowed, or the branch is not there", {
    timeout: 60_000,
  }, async () => {
    commit({ "sentinel.hcl": LISTING });
    await expect(connect({}, { branch: "gone" })).rejects.toThrow('has no branch \\"gone\\"');
    await expect(connect({}, { identifier: "nothing" })).rejects.toThrow("isn't accessible");
    const client = await api.create("/organizations/acme/oauth-clients", "oauth-clients", {
      "service-provider": "git",
      "http-url": "http://192.0.2.1",
      "api-url": "http://192.0.2.1",
      "oauth-token-string": "s3cret",
    });
    const [other] = await api.list(`/oauth-clients/${client.id}/oauth-tokens`);
    await expect(connect({}, { "oauth-token-id": other?.id })).rejects.toThrow(
      "PORTCULLIS_ALLOW_VCS=192.0.2.1",
    );
  });

  it("believes only who knows the secret of its webhook", { timeout: 60_000 }, async () => {
    commit({ "sentinel.hcl": LISTING, "tags.sentinel": "main = true\n" });
    const secret = "hook-s3cret";
    const set = await connect({}, { "webhook-secret": secret });
    expect(JSON.stringify(set)).not.toContain(secret);
    expect(await push(set)).toBe(404);
    const body = JSON.stringify({ ref: "refs/heads/main" });
    const signature = createHmac("sha256", secret).update(body).digest("hex");
    expect(await push(set, { "x-hub-signature-256": `sha256=${signature}` })).toBe(202);
  });

  it("is looked at again for what GitHub sends after a push to its branch", {
    timeout: 60_000,
  }, async () => {
    commit({ "sentinel.hcl": LISTING, "tags.sentinel": "main = true\n" });
    const secret = "hook-s3cret";
    const set = await connect({}, { branch: "main", "webhook-secret": secret });
    await waitFor(set, 1);
    const { "webhook-url": url } = set.attributes["vcs-repo"] as { "webhook-url": string };
    const send = async (message: string) => {
      const { headers, body } = githubMessage(message);
      const text = JSON.stringify(body);
      const signature = createHmac("sha256", secret).update(text).digest("hex");
      const signed = { ...headers, "x-hub-signature-256": `sha256=${signature}` };
      return (await fetch(url, { method: "POST", headers: signed, body: text })).status;
    };
    const sha = commit({ "tags.sentinel": "main = false\n" });
    git.requests.length = 0;
    expect(await send("a push to another branch")).toBe(202);
    expect(await send("a tag is pushed")).toBe(202);
    expect(git.requests).toEqual([]);
    expect(await send("a push to the branch")).toBe(202);
    const [newest] = await waitFor(set, 2);
    expect(newest).toMatchObject({ status: "ready", "ingress-attributes": { "commit-sha": sha } });
  });
});
