import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type GitServer, type LocalServer, startGitServer, startHttp } from "@portcullis/testkit";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { play, type Stage } from "./in-process.js";
import { portcullis, root } from "./program.js";

const place = mkdtempSync(join(tmpdir(), "portcullis-check-"));
const plan = join(root, "examples/web-tier/plan.json");
const sensitive = join(root, "packages/terraform-data/testdata/sensitive.json");
let folder: string;
let count = 0;
beforeEach(() => {
  folder = join(place, String(count++));
  mkdirSync(folder);
});
afterAll(() => rmSync(place, { recursive: true }));

/** A policy set of one policy. */
function set(name: string, text: string, level = "hard-mandatory"): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(
    join(path, "sentinel.hcl"),
    `policy "${name}" {\n  source = "${name}.sentinel"\n  enforcement_level = "${level}"\n}\n`,
  );
  writeFileSync(join(path, `${name}.sentinel`), text);
  return path;
}

const check = (args: readonly string[], stage?: Stage) => play(["check", ...args], stage);

interface Shape {
  readonly exit_code: number;
  readonly plans: readonly {
    readonly plan: string;
    readonly policy_sets: readonly {
      readonly name: string;
      readonly policies: readonly { readonly path: string | null; readonly status: string }[];
    }[];
  }[];
}

async function checkJson(args: readonly string[], stage?: Stage): Promise<Shape> {
  const { stdout, stderr } = await check([...args, "--format", "json"], stage);
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

describe("several plans and sets", () => {
  it("are each checked with each", async () => {
    const sets = [set("one", "main = true\n"), set("two", "main = false\n", "advisory")];
    const other = join(folder, "other.json");
    cpSync(plan, other);
    const args = ["--policies", sets[0] ?? "", "--policies", sets[1] ?? ""];
    const { exit_code, plans } = await checkJson([...args, "--plan", plan, "--plan", other]);
    expect(exit_code).toBe(0);
    expect(plans.map((each) => [each.plan, each.policy_sets.map(({ name }) => name)])).toEqual([
      [plan, ["one", "two"]],
      [other, ["one", "two"]],
    ]);
  });

  it("may have one plan in standard input", () => {
    const args = ["check", "--policies", set("a", "main = true\n"), "--plan", plan, "--plan", "-"];
    const { code, stdout } = portcullis(args, { input: readFileSync(plan, "utf8") });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /Plan: \S+plan\.json\n[\s\S]*Plan: <stdin>\n[\s\S]*2 plans checked: passed\.\n$/,
    );
  });

  it("show progress to whoever watches, and to nobody else", async () => {
    const args = ["--policies", set("a", "main = true\n"), "--plan", plan, "--plan", plan];
    expect((await check(args, { isWatched: true })).progress).toEqual([
      `checking plan 1 of 2: ${plan}`,
      `checking plan 2 of 2: ${plan}`,
    ]);
    expect((await check(args)).stderr).toBe("");
    expect((await check(args.slice(0, 4), { isWatched: true })).progress).toEqual([]);
  });

  it("exit with the highest code of all", async () => {
    const sets = [set("fails", "main = false\n"), set("breaks", "main = nothing\n")];
    const args = sets.flatMap((each) => ["--policies", each]);
    expect((await check([...args, "--plan", plan])).code).toBe(3);
  });

  it.each([
    [["--plan", "-", "--plan", "-"], /only one file can be read from standard input/],
    [["--plan", plan, "--plan", plan, "--state", "s.json"], /"-state" belongs to one plan/],
    [["--plan", plan, "--format", "yaml"], /unknown format "yaml"; use one of text, json, junit/],
    [["--plan", plan, "--param", "nobody=1"], /no policy has a parameter "nobody"/],
    [["--plan", plan, "--output", "no/such/folder/r"], /the report cannot be written: .*no\/such/],
  ])("refuse %j", async (args, message) => {
    const result = await check(["--policies", set("a", "main = true\n"), ...args]);
    expect([result.code, result.stdout]).toEqual([9, ""]);
    expect(result.stderr).toMatch(message);
  });
});

describe("parameters", () => {
  it("come from flags, then the environment, then the configuration", async () => {
    const path = set("p", "param size default 1\nmain = size is 5\n");
    const given = ["--policies", path, "--plan", plan];
    expect((await check(given)).code).toBe(1);
    expect((await check([...given, "--param", "size=5"])).code).toBe(0);
    const env = { SENTINEL_PARAM_size: "5" };
    expect((await check(given, { env })).code).toBe(0);
    expect((await check([...given, "--param", "size=4"], { env })).code).toBe(1);
  });
});

describe("the report", () => {
  it("goes to a file while text is printed", async () => {
    const output = join(folder, "report.xml");
    const args = ["--policies", set("a", "main = false\n"), "--plan", plan];
    const { code, stdout } = await check([...args, "--format", "junit", "--output", output]);
    expect(code).toBe(1);
    expect(stdout).toContain("Sentinel Result: false");
    expect(readFileSync(output, "utf8")).toMatch(
      /^<\?xml[\s\S]*<failure message="hard-mandatory: /,
    );
  });

  it("names files from the root of the checkout that the pipeline says", async () => {
    const path = set("a", "main = true\n");
    const pathIn = async (env: Record<string, string>) =>
      (await checkJson(["--policies", path, "--plan", plan], { env })).plans[0]?.policy_sets[0]
        ?.policies[0]?.path;
    expect(await pathIn({ GITHUB_WORKSPACE: folder })).toBe("a/a.sentinel");
    expect(await pathIn({ CI_PROJECT_DIR: path })).toBe("a.sentinel");
    expect(await pathIn({ CI_PROJECT_DIR: root })).toBe(join(path, "a.sentinel"));
  });

  it("gives the runner of GitHub no orders that a policy printed", async () => {
    const path = set("a", 'print("x\\n::add-mask::a\\n  ::error::b")\nmain = true\n');
    const args = ["--policies", path, "--plan", plan];
    const { stdout } = await check(args, { env: { GITHUB_ACTIONS: "true" } });
    const [, word = ""] = /^::stop-commands::(\S+)\n/.exec(stdout) ?? [];
    expect(word).toMatch(/^[0-9a-f-]{36}$/);
    expect(stdout.endsWith(`::${word}::\n`)).toBe(true);
    expect((await check(args)).stdout).not.toContain("stop-commands");
    const github = await check([...args, "--format", "github"]);
    expect(github.stdout.trim().split("\n")).toHaveLength(1);
  });

  it("names the resources that a policy means", async () => {
    const policies = join(root, "examples/policies");
    const { stdout } = await check(["--policies", policies, "--plan", plan, "--format", "sarif"]);
    const [first] = JSON.parse(stdout).runs[0].results;
    expect(first.locations[0].logicalLocations).toEqual([
      { fullyQualifiedName: "google_compute_firewall.ssh_to_reports", kind: "resource" },
    ]);
  });
});

describe("sensitive values", () => {
  const asValue = `import "tfplan/v2" as tfplan
changes = rule { filter tfplan.resource_changes as _, rc { true } }
main = rule { length(changes) is 0 }
`;
  const asError = `import "tfplan/v2" as tfplan
main = rule { error("it is " + tfplan.variables.password.value) }
`;
  const printed = `import "tfplan/v2" as tfplan
print(tfplan.resource_changes)
main = false
`;
  const formats = ["text", "json", "junit", "sarif", "github", "markdown"];

  it.each(formats)("reach no report in %s unless the policy prints them", async (format) => {
    for (const text of [asValue, asError]) {
      const args = ["--policies", set("a", text), "--plan", sensitive, "--format", format];
      const { stdout, stderr } = await check(args);
      expect(stdout).not.toBe("");
      expect(stdout + stderr).not.toContain("secret-");
    }
    const args = ["--policies", set("a", printed), "--plan", sensitive, "--format", format];
    expect((await check(args)).stdout).toContain("secret-");
    expect((await check([...args, "--redact-sensitive"])).stdout).not.toContain("secret-");
  });
});

describe("policy sets in archives and repositories", () => {
  let server: LocalServer;
  let repositories: GitServer;
  const policy = 'import "m"\nmain = m.answer\n';
  const files = {
    "sets/prod/sentinel.hcl": `policy "p" { source = "../common/p.sentinel" }
import "module" "m" { source = "../common/m.sentinel" }
`,
    "sets/common/p.sentinel": policy,
    "sets/common/m.sentinel": "answer = true\n",
    "root/sentinel.hcl": 'policy "p" { source = "p.sentinel" }\n',
    "root/p.sentinel": "main = true\n",
  };
  const archives = new Map<string, Buffer>();

  beforeAll(async () => {
    repositories = await startGitServer();
    repositories.commit("library", files);
    const checkout = join(place, "checkout");
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(checkout, path)), { recursive: true });
      writeFileSync(join(checkout, path), text);
    }
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t.example", ...args], {
        cwd: checkout,
      });
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "--message", "all");
    for (const format of ["tar.gz", "zip"]) {
      archives.set(`/set.${format}`, git("archive", `--format=${format}`, "HEAD:root"));
      archives.set(
        `/nested.${format}`,
        git("archive", `--format=${format}`, "--prefix=a-1/", "HEAD:root"),
      );
      archives.set(`/all.${format}`, git("archive", `--format=${format}`, "HEAD"));
      archives.set(`/escapes.${format}`, git("archive", `--format=${format}`, "HEAD:sets/prod"));
    }
    server = await startHttp(({ url = "" }, response) => {
      const found = archives.get(new URL(url, "http://h").pathname);
      response.writeHead(found === undefined ? 404 : 200).end(found);
    });
  });
  afterAll(() => Promise.all([server.stop(), repositories.stop()]));

  /** The servers of this process cannot answer a command that blocks it. */
  async function run(source: string) {
    const { execFile } = await import("node:child_process");
    const { program } = await import("./program.js");
    const args = ["check", "--policies", source, "--plan", plan, "--format", "json"];
    const env = { PATH: process.env.PATH, PORTCULLIS_ALLOW_SOURCES: "127.0.0.1" };
    return new Promise<{ stdout: string; stderr: string }>((resolve) => {
      execFile(process.execPath, [program, ...args], { cwd: folder, env }, (_, stdout, stderr) =>
        resolve({ stdout, stderr }),
      );
    });
  }

  const summary = (text: string) => {
    const [first] = (JSON.parse(text) as Shape).plans[0]?.policy_sets ?? [];
    return [first?.name, first?.policies.map(({ path, status }) => [path, status])];
  };

  it.each(["tar.gz", "zip"])("are unpacked from a .%s on this machine", async (format) => {
    for (const name of ["set", "nested"]) {
      const path = join(folder, `${name}.${format}`);
      writeFileSync(path, archives.get(`/${name}.${format}`) ?? "");
      expect(summary((await run(path)).stdout)).toEqual([name, [[null, "pass"]]]);
    }
  });

  it("come from servers and repositories", async () => {
    const sources = [
      [`${server.url}/set.zip`, "set"],
      [`${server.url}/all.tar.gz//root`, "root"],
      [`git::${repositories.url}/library//root?ref=main`, "root"],
      [`${server.url}/all.zip//sets/prod`, "prod"],
      [`git::${repositories.url}/library//sets/prod?ref=main`, "prod"],
    ];
    for (const [source = "", name] of sources)
      expect(summary((await run(source)).stdout)).toEqual([name, [[null, "pass"]]]);
  });

  it.each([
    [
      "/escapes.zip",
      /"\.\.\/common\/p\.sentinel" of "p" is not in what was fetched; pack what it needs/,
    ],
    ["/none.zip", /policy set "http:\S+none\.zip": the server answered with status 404/],
    ["/all.zip//no/such", /there is no "no\/such" in what was fetched/],
    ["/all.zip//root/p.sentinel", /"\/\/root\/p\.sentinel" is a file; name the folder/],
    ["/policy.sentinel", /it is no archive; name one that ends in \.tar\.gz or \.zip/],
    ["/set.tar.bz2", /an archive of the kind "tar\.bz2" cannot be read/],
  ])("say what is wrong with %s", async (path, message) => {
    const { stdout, stderr } = await run(`${server.url}${path}`);
    expect(stdout).toBe("");
    expect(stderr).toMatch(message);
  });

  it("tell a file that is no archive", async () => {
    const path = join(folder, "set.txt");
    writeFileSync(path, "x");
    expect((await run(path)).stderr).toMatch(/it is no archive; pack it as \.tar\.gz or \.zip/);
    writeFileSync(join(folder, "set.zip"), "x");
    expect((await run(join(folder, "set.zip"))).stderr).toMatch(/the archive is not valid zip/);
  });
});
