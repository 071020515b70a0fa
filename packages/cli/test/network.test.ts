import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type GitServer, type LocalServer, startGitServer, startHttp } from "@portcullis/testkit";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Finished, program } from "./program.js";

const place = mkdtempSync(join(tmpdir(), "portcullis-network-"));
let server: LocalServer;
let repositories: GitServer;
let requests: string[] = [];
let folder: string;
let count = 0;

const module = 'answer = func() { return "fetched" }';
const checksum = createHash("sha256").update(module).digest("hex");

beforeAll(async () => {
  server = await startHttp(({ url = "" }, response) => {
    requests.push(url);
    response.end(url === "/p" ? "main = true" : module);
  });
  repositories = await startGitServer();
  repositories.commit("library", { "modules/m.sentinel": module });
});
afterAll(async () => {
  await Promise.all([server.stop(), repositories.stop()]);
  rmSync(place, { recursive: true });
});
beforeEach(() => {
  folder = join(place, String(count++));
  mkdirSync(folder);
  requests = [];
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Runs the built program while the servers of this process answer it. */
function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  const options = { cwd: folder, env: { PATH: process.env.PATH, ...env } };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

const policy = 'import "m"\nprint(m.answer())\nmain = m.answer() is "fetched"';
const moduleFrom = (source: string) => `module "m" {\n  source = "${source}"\n}\n`;
const local = "-allow-sources=127.0.0.1";

describe("remote sources", () => {
  it("are fetched for apply, from servers and repositories", async () => {
    for (const source of [
      `${server.url}/m.sentinel`,
      `git::${repositories.url}/library//modules/m.sentinel?ref=main`,
    ]) {
      write({ "sentinel.hcl": moduleFrom(source), "p.sentinel": policy });
      expect(await run(["apply", local, "p.sentinel"])).toEqual({
        code: 0,
        stdout: "Pass - p.sentinel\n",
        stderr: "",
      });
    }
  });

  it("are fetched for check, policies among them", async () => {
    const plan = join(dirname(program), "../../../examples/web-tier/plan.json");
    write({ "set/sentinel.hcl": `policy "remote" {\n  source = "${server.url}/p"\n}\n` });
    const { stdout, code } = await run(["check", local, "-policies=set", `-plan=${plan}`]);
    expect(stdout).toMatch(/## Policy 1: set\/remote[\s\S]*Result: true/);
    expect(requests).toEqual(["/p"]);
    expect(code).toBe(0);
  });

  it("are fetched once for all test cases, and once for all times when pinned", async () => {
    write({
      "p.sentinel": policy,
      "test/p/a.hcl": moduleFrom(`${server.url}/m`),
      "test/p/b.hcl": moduleFrom(`${server.url}/m`),
      "test/p/c.hcl": moduleFrom(`${server.url}/pinned?checksum=sha256:${checksum}`),
    });
    expect((await run(["test", local])).code).toBe(0);
    expect(requests.sort()).toEqual(["/m", "/pinned"]);
    expect((await run(["test", local])).code).toBe(0);
    expect(requests.sort()).toEqual(["/m", "/m", "/pinned"]);
  });

  it("spoil only the test cases that name them", async () => {
    write({
      "p.sentinel": policy,
      "test/p/bad.hcl": moduleFrom("http://127.0.0.1:1/m"),
      "test/p/good.hcl": moduleFrom(`${server.url}/m`),
    });
    const { code, stdout } = await run(["test", local]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/PASS - test\/p\/good.hcl/);
    expect(stdout).toMatch(
      /bad.hcl:1:1: source "http:\/\/127.0.0.1:1\/m" of "m" cannot be fetched: /,
    );
  });

  it("come from public addresses alone unless more is allowed, and the error says how", async () => {
    write({ "sentinel.hcl": moduleFrom(`${server.url}/m`), "p.sentinel": policy });
    const { code, stderr } = await run(["apply", "p.sentinel"]);
    expect([code, stderr]).toEqual([
      9,
      `sentinel.hcl:1:1: source "${server.url}/m" of "m" cannot be fetched: address "127.0.0.1" is a loopback address and not allowed; allow it with "-allow-sources=127.0.0.1" or PORTCULLIS_ALLOW_SOURCES=127.0.0.1\n`,
    ]);
    expect(requests).toEqual([]);
    const env = { PORTCULLIS_ALLOW_SOURCES: "127.0.0.1" };
    expect((await run(["apply", "p.sentinel"], env)).code).toBe(0);
    expect((await run(["apply", "-allow-sources=", "p.sentinel"], env)).code).toBe(9);
  });

  it("name an allow-list that is none", async () => {
    write({ "sentinel.hcl": moduleFrom(`${server.url}/m`), "p.sentinel": policy });
    const { stderr } = await run(["apply", "-allow-sources=http://x", "p.sentinel"]);
    expect(stderr).toMatch(/"http:\/\/x" is not a host that can be allowed/);
  });

  it("are kept below the working directory and nowhere else", async () => {
    write({ "sentinel.hcl": moduleFrom(`${server.url}/m`), "p.sentinel": policy });
    await run(["apply", local, "p.sentinel"]);
    expect(readdirSync(join(folder, ".sentinel/sources")).sort()).toEqual([
      "keys",
      "scratch",
      "trees",
    ]);
    rmSync(join(folder, ".sentinel"), { recursive: true });
    symlinkSync(place, join(folder, ".sentinel"));
    const { code, stderr } = await run(["apply", local, "p.sentinel"]);
    expect(code).toBe(9);
    expect(stderr).toMatch(/".sentinel" is a link/);
  });

  it("may be fetched by two commands at once", async () => {
    write({ "sentinel.hcl": moduleFrom(`${server.url}/m`), "p.sentinel": policy });
    const all = await Promise.all(
      Array.from({ length: 4 }, () => run(["apply", local, "p.sentinel"])),
    );
    expect(all.map(({ code, stderr }) => [code, stderr])).toEqual(new Array(4).fill([0, ""]));
  });
});

describe("the import http", () => {
  const asking = (url: string) =>
    `import "http"\nr = http.get("${url}")\nmain = r.status_code is 200 and r.body is ${JSON.stringify(module)}`;
  const granted = "-allow-http=127.0.0.1";

  it("reaches what is allowed by flag or environment", async () => {
    write({ "p.sentinel": asking(`${server.url}/x`) });
    expect((await run(["apply", granted, "p.sentinel"])).stdout).toBe("Pass - p.sentinel\n");
    const env = { PORTCULLIS_ALLOW_HTTP: "localhost" };
    expect((await run(["apply", "p.sentinel"], env)).code).toBe(0);
    expect(requests).toEqual(["/x", "/x"]);
  });

  it("reaches nothing by itself, and the error says how to allow it", async () => {
    write({ "p.sentinel": asking("https://api.example.org/x") });
    const { code, stdout } = await run(["apply", "p.sentinel"]);
    expect(code).toBe(3);
    expect(stdout).toContain(
      'error calling function "get": host "api.example.org" is not allowed; allow it with "-allow-http=api.example.org" or PORTCULLIS_ALLOW_HTTP=api.example.org',
    );
  });

  it("follows redirects to what is allowed and no further", async () => {
    const away = await startHttp((_, response) => {
      response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data" }).end();
    });
    write({ "p.sentinel": asking(away.url) });
    const { stdout } = await run(["apply", granted, "p.sentinel"]);
    expect(stdout).toMatch(/address "169.254.169.254" is a metadata address and not allowed/);
    await away.stop();
  });

  it("tries again after a second when the server is in trouble", async () => {
    let asked = 0;
    const shaky = await startHttp((_, response) => {
      response.writeHead(asked++ === 0 ? 503 : 200).end(module);
    });
    write({ "p.sentinel": asking(shaky.url) });
    const started = performance.now();
    expect((await run(["apply", granted, "p.sentinel"])).code).toBe(0);
    expect(performance.now() - started).toBeGreaterThan(1000);
    expect(asked).toBe(2);
    await shaky.stop();
  });

  it("gives up on a silent server in time", async () => {
    const silent = await startHttp(() => {});
    const text = `import "http"\nmain = http.with_timeout(1).with_retries(0).get("${silent.url}").status_code is 200`;
    write({ "p.sentinel": text });
    const { code, stdout } = await run(["apply", granted, "p.sentinel"]);
    expect(code).toBe(3);
    expect(stdout).toMatch(/did not answer within 1 seconds/);
    await silent.stop();
  });

  it("is there for tests, where a mock may take its place", async () => {
    write({
      "p.sentinel": asking(`${server.url}/x`),
      "test/p/real.hcl": "",
      "test/p/mocked.hcl": `mock "http" {\n  module {\n    source = "mock.sentinel"\n  }\n}\n`,
      "test/p/mock.sentinel": `get = func(url) { return {"status_code": 200, "body": ${JSON.stringify(module)}} }`,
    });
    expect((await run(["test", granted])).code).toBe(0);
    expect(requests).toEqual(["/x"]);
    const { code, stdout } = await run(["test"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/PASS - test\/p\/mocked.hcl/);
    expect(stdout).toMatch(/real.hcl/);
  });
});

describe("plugins", () => {
  it("are not started unless that is allowed, and the error says how", async () => {
    write({
      "sentinel.hcl": 'import "plugin" "p" {\n  source = "./started"\n}\n',
      started: "#!/bin/sh\ntouch trace\n",
      "p.sentinel": 'import "p"\nmain = p.x is 1',
    });
    chmodSync(join(folder, "started"), 0o755);
    const refused = await run(["apply", "p.sentinel"]);
    expect([refused.code, refused.stderr]).toEqual([
      9,
      'sentinel.hcl:1:1: "p" is a plugin; let its program run with "-allow-plugins", or replace it with a mock\n',
    ]);
    expect(readdirSync(folder)).not.toContain("trace");
    const started = await run(["apply", "-allow-plugins", "p.sentinel"]);
    expect(started.code).toBe(3);
    expect(started.stdout).toMatch(
      /error retrieving key "x": plugin "p": it ended with exit code 0/,
    );
    expect(readdirSync(folder)).toContain("trace");
  });
});
