import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { play } from "./in-process.js";
import { program, root } from "./program.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const test = (args: readonly string[], stage = {}) => play(["test", ...args], stage);
const policies = join(root, "packages/runner/testdata/tests/policies");
/** The one line that no two runs have in common. */
const withoutTime = (text: string) => text.replace(/completed in \S+/, "completed in D");

describe("test", () => {
  it("says the same however many cases run at once", async () => {
    // Slow enough for threads to pay.
    const loops = `${"for n as _ { ".repeat(5)}a = 1${" }".repeat(5)}`;
    for (const name of ["one", "two", "three"]) {
      write(
        `many/${name}.sentinel`,
        `param x\nn = range(10)\n${loops}\nprint(x)\nmain = rule { x is not 3 }\n`,
      );
      for (let i = 0; i < 20; i++)
        write(
          `many/test/${name}/${String(i).padStart(2, "0")}.hcl`,
          `param "x" {\n  value = ${i}\n}\n`,
        );
    }
    const path = join(folder, "many");
    const sequential = await test(["-verbose", "-maxConcurrency=1", path]);
    const parallel = await test(["-verbose", "-maxConcurrency=3", path]);
    expect(sequential.code).toBe(1);
    expect(sequential.stdout).toContain("FAIL - test/three/03.hcl");
    expect(withoutTime(parallel.stdout)).toBe(withoutTime(sequential.stdout));
    expect(withoutTime(parallel.stdout)).toMatch(/\n3 tests completed in D\n$/);
  });

  it("prints nothing but JSON with -json, and shows nothing where nobody watches", async () => {
    const { code, stdout, stderr } = await test(["-json", "-color", policies]);
    expect([code, stderr]).toEqual([1, ""]);
    expect(Object.keys(JSON.parse(stdout).policies)).toHaveLength(6);
    expect(stdout).not.toContain("\x1b");
  });

  it("shows progress, and what went wrong, to whoever watches", async () => {
    const { stdout, stderr, lines } = await test([policies], { isWatched: true });
    expect(stdout).not.toContain("of 8 cases");
    expect(lines[0]).toMatch(/^1 of 8 cases/);
    expect(lines.at(-1)).toBe("");
    expect(stderr).toMatch(/^\n7 of 8 cases did not pass\n/);
  });

  it("colours on a terminal, and not where -color forbids", async () => {
    const path = join(policies, "tfversion.sentinel");
    const { stdout } = await test([path], { isColoured: true });
    expect(stdout).toContain("\x1b[33mFAIL\x1b[0m - tfversion.sentinel\n");
    expect(stdout).toContain("  \x1b[32mPASS\x1b[0m - test/tfversion/pass.hcl\n");
    expect((await test(["-color=false", path], { isColoured: true })).stdout).not.toContain("\x1b");
  });

  it("ends cases that take longer than -timeout, and begins no more", async () => {
    const loops = `${"for n as _ { ".repeat(9)}a = 1${" }".repeat(9)}`;
    write("slow/slow.sentinel", `n = range(10)\n${loops}\nmain = true\n`);
    write("slow/test/slow/a.hcl", "");
    write("slow/test/slow/b.hcl", "");
    const { code, stdout } = await test([
      "-timeout=300ms",
      "-maxConcurrency=1",
      join(folder, "slow"),
    ]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /ERROR - test\/slow\/a.hcl\n {4}Error: slow.sentinel:\d+:\d+: the policy takes longer than/,
    );
    expect(stdout).toMatch(
      /ERROR - test\/slow\/b.hcl\n {4}Error: the tests took longer than 300ms/,
    );
  });

  it("lets what policies print steer no terminal", async () => {
    write("steering/p.sentinel", 'print("\\x1b[2J")\nmain = true\n');
    write("steering/test/p/a.hcl", "");
    const args = ["-verbose", join(folder, "steering")];
    expect((await test(args)).stdout).toContain("\x1b[2J\n");
    expect((await test(args, { isTerminal: true })).stdout).toContain("\\x1b[2J\n");
  });

  it("writes JUnit XML beside its text", async () => {
    const file = join(folder, "results.xml");
    const { stdout } = await test([`-junit=${file}`, policies]);
    expect(stdout).toContain("FAIL - tfversion.sentinel");
    expect(readFileSync(file, "utf8")).toContain('<testsuites name="portcullis" tests="8"');
    const { code, stderr } = await test([`-junit=${folder}`, policies]);
    expect([code, stderr]).toEqual([9, `"${folder}" cannot be written: it is a folder\n`]);
  });

  it.each([
    ["-run=(", 'flag "-run" takes a regular expression, not "("'],
    ["-maxConcurrency=0", 'flag "-maxConcurrency" takes a number from 1, not "0"'],
    ["-timeout=5", 'flag "-timeout" takes a duration such as "30s" or "1m30s", not "5"'],
  ])("refuses %s", async (arg, message) => {
    const { code, stdout, stderr } = await test([arg, policies]);
    expect([code, stdout]).toEqual([9, ""]);
    expect(stderr).toContain(message);
  });

  it("says so when -run matches nothing", async () => {
    const { code, stdout, stderr } = await test(["-run=nothing", policies]);
    expect([code, stderr]).toEqual([0, "nothing matches -run=nothing\n"]);
    expect(withoutTime(stdout)).toBe("0 tests completed in D\n");
  });

  it("says so where there are no policies, and that they are not looked for further down", async () => {
    const { code, stderr } = await test([root]);
    expect([code, stderr]).toEqual([
      0,
      "no policies found; name them, or folders that hold them\n",
    ]);
  });

  it("writes coverage as text, JSON and a page", async () => {
    const [json, html] = [join(folder, "coverage.json"), join(folder, "coverage.html")];
    const path = join(policies, "tfversion.sentinel");
    const { stdout } = await test([
      "-coverage",
      `-coverage-json=${json}`,
      `-coverage-html=${html}`,
      path,
    ]);
    expect(stdout).toMatch(/\n\nCoverage: 1 of 1 rules, \d of \d branches, 1 of 1 policies\n/);
    expect(JSON.parse(readFileSync(json, "utf8")).rules).toEqual({ covered: 1, total: 1 });
    expect(readFileSync(html, "utf8")).toContain("<h1>Coverage of policies</h1>");
    const mixed = await test(["-coverage", "-json", path]);
    expect([mixed.code, mixed.stdout]).toEqual([9, ""]);
    expect(mixed.stderr).toContain("-coverage prints text; with -json, take -coverage-json=FILE");
    const both = await test([`-coverage-json=${json}`, "-maxConcurrency=1", "-json", path]);
    expect(JSON.parse(both.stdout)).not.toHaveProperty("coverage");
  });

  it("runs again what changed with -watch, and nothing else", async () => {
    const policy = write("watched/p.sentinel", 'import "m"\nmain = rule { m.ok }\n');
    write("watched/q.sentinel", "main = true\n");
    const mock = write("watched/test/p/m.sentinel", "ok = true\n");
    const use = 'mock "m" {\n  module {\n    source = "m.sentinel"\n  }\n}\n';
    write("watched/test/p/a.hcl", use);
    write("watched/test/p/b.hcl", 'mock "m" {\n  data = {\n    ok = true\n  }\n}\n');
    write("watched/test/q/a.hcl", "");
    const other = join(dirname(policy), "q.sentinel");
    const child = spawn(process.execPath, [program, "test", "-watch", policy, other]);
    let output = "";
    child.stdout.on("data", (text) => {
      output += text;
    });
    const round = async (text: string) => {
      await vi.waitUntil(() => withoutTime(output).endsWith("in D\n"), { timeout: 20_000 });
      expect(withoutTime(output)).toBe(text);
      output = "";
    };
    try {
      await round(`PASS - p.sentinel
  PASS - test/p/a.hcl
  PASS - test/p/b.hcl
PASS - q.sentinel
  PASS - test/q/a.hcl
2 tests completed in D
`);
      writeFileSync(mock, "ok = false\n");
      await round(`FAIL - p.sentinel
  FAIL - test/p/a.hcl
    expected "main" to be true, got: false

    trace:
      p.sentinel:2:1 - Rule "main"
        Value:
          false
1 tests completed in D
`);
      write("watched/test/q/new.hcl", "");
      await round("PASS - q.sentinel\n  PASS - test/q/new.hcl\n1 tests completed in D\n");
      rmSync(other);
      await setTimeout(1000);
      write("watched/q.sentinel", "main = 1 is 1\n");
      await round(`PASS - q.sentinel
  PASS - test/q/a.hcl
  PASS - test/q/new.hcl
1 tests completed in D
`);
    } finally {
      child.kill();
    }
    expect((await test(["-watch", "-json", policies])).code).toBe(9);
  }, 60_000);
});
