import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Finished, program, root } from "./program.js";

/** A command with a bundle of its own, so that no other test sees it come and go. */
const folder = mkdtempSync(join(tmpdir(), "portcullis-bundle-"));
const bundle = join(folder, "dist/bundle");
const cache = join(bundle, "cache");

beforeAll(() => {
  cpSync(dirname(program), join(folder, "bin"), { recursive: true });
  const made = spawnSync(process.execPath, [join(root, "scripts/bundle-command.mjs"), folder]);
  expect(`${made.stdout}${made.stderr}`).toBe("");
});
afterAll(() => rmSync(folder, { recursive: true }));

/** In a folder of its own, the command has the bundle and no compiled modules to fall back on. */
function bundled(...args: readonly string[]): Finished {
  return run(join(folder, "bin/portcullis.js"), args);
}

/** The modules, loaded one by one. */
function unbundled(...args: readonly string[]): Finished {
  const code = `import { main } from ${JSON.stringify(join(root, "packages/cli/dist/main.js"))};
process.exitCode = await main(${JSON.stringify(args)});`;
  return run("--input-type=module", ["--eval", code]);
}

function run(first: string, args: readonly string[]): Finished {
  const { status, stdout, stderr } = spawnSync(process.execPath, [first, ...args], {
    cwd: root,
    encoding: "utf8",
    env: { PATH: process.env.PATH },
  });
  return { code: status, stdout, stderr };
}

const check = "check --policies examples/policies --plan examples/web-tier/plan.json".split(" ");

describe("the command as one file", () => {
  it.each([
    [["version"]],
    [["help", "check"]],
    [["no-such-command"]],
    [["completion", "bash"]],
    [check],
    [[...check, "--format", "sarif"]],
    [["check", "--policies", "examples/nomad", "--nomad-job", "examples/nomad/jobs/shop.json"]],
    [["apply", "-trace", "-param", "day=sunday", "examples/first-policy/working-hours.sentinel"]],
    [["fmt", "-check", "examples"]],
    // A thread that waits for the network, found beside the bundle.
    [[...check, "--policies", "https://127.0.0.1:1/a.tar.gz", "--allow-sources", "127.0.0.1"]],
  ])("says what its modules say: %j", (args) => {
    expect(bundled(...args)).toEqual(unbundled(...args));
  });

  it("runs test cases in threads, found beside the bundle", () => {
    const cases = join(folder, "policies/test/slow");
    mkdirSync(cases, { recursive: true });
    // Slow enough for threads to pay.
    const loops = `${"for n as _ { ".repeat(5)}a = 1${" }".repeat(5)}`;
    writeFileSync(join(folder, "policies/slow.sentinel"), `n = range(10)\n${loops}\nmain = true\n`);
    for (let i = 0; i < 40; i++) writeFileSync(join(cases, `${i}.hcl`), "");
    const test = (threads: number): string =>
      bundled("test", "-verbose", `-maxConcurrency=${threads}`, join(folder, "policies")).stdout;
    const alone = test(1);
    expect(alone).toMatch(/PASS - test\/slow\/39.hcl/);
    const withoutTime = (text: string): string => text.replace(/completed in \S+/, "");
    expect(withoutTime(test(3))).toBe(withoutTime(alone));
  });

  it("holds no server, and the licence of every library in it", () => {
    const text = readFileSync(join(bundle, "command.js"), "utf8");
    const modules = [...text.matchAll(/^ *\/\/ (packages\/[^/]+|node_modules\/[^/]+)\//gm)];
    const names = [...new Set(modules.map(([, name = ""]) => name))];
    expect(names).toContain("packages/cli");
    expect(names).not.toContain("packages/server");
    expect(text).not.toMatch(/require\("(fastify|kysely|pg|pino)"\)/);
    const libraries = names.filter((name) => name.startsWith("node_modules/"));
    const licences = readFileSync(join(bundle, "LICENSES"), "utf8");
    for (const library of libraries)
      expect(licences).toMatch(new RegExp(`^${library.replace("node_modules/", "")} \\d`, "m"));
    expect(libraries).toContain("node_modules/re2js");
  });

  it("keeps what V8 made of it, and does without when that is damaged", () => {
    const [name = ""] = readdirSync(cache).filter((each) => each.startsWith("check-"));
    const kept = join(cache, name);
    const before = bundled(...check);
    const { length } = readFileSync(kept);
    for (const damaged of [Buffer.alloc(0), Buffer.from("no code"), Buffer.alloc(length, 7)]) {
      writeFileSync(kept, damaged);
      expect(bundled(...check)).toEqual(before);
      expect(readFileSync(kept).equals(damaged)).toBe(false);
    }
  });

  it("does without where nothing can be kept", () => {
    rmSync(cache, { recursive: true });
    writeFileSync(cache, "no folder");
    try {
      expect(bundled("version")).toEqual(unbundled("version"));
    } finally {
      rmSync(cache);
    }
  });

  it("keeps one whole copy, however many commands end at once", async () => {
    const all = Array.from({ length: 8 }, async () => {
      const child = spawn(process.execPath, [join(folder, "bin/portcullis.js"), "version"]);
      return (await once(child, "exit"))[0];
    });
    expect(await Promise.all(all)).toEqual(all.map(() => 0));
    expect(readdirSync(cache)).toHaveLength(1);
  });

  it("takes no name of a command for a path", () => {
    bundled("../../escaped");
    expect(readdirSync(bundle).sort()).toEqual(
      ["LICENSES", "builds.json", "cache", "cli", "command.js", "package.json", "runner"].sort(),
    );
  });

  it("is left alone once a package was compiled after it", () => {
    const { findBundle } = createRequire(import.meta.url)(join(folder, "bin/bundle.js"));
    const build = join(folder, "build");
    writeFileSync(build, "");
    writeFileSync(join(bundle, "builds.json"), JSON.stringify(["../../build"]));
    const made = statSync(join(bundle, "command.js")).mtimeMs / 1000;
    utimesSync(build, made - 1, made - 1);
    expect(findBundle("version")).toBeDefined();
    utimesSync(build, made + 1, made + 1);
    expect(findBundle("version")).toBeUndefined();
  });
});
