import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "./program.js";

/** A folder with the package unpacked where npm would install it, and nothing that it depends on. */
const folder = mkdtempSync(join(tmpdir(), "portcullis-published-"));
const installed = join(folder, "node_modules/portcullis");

beforeAll(() => {
  const packed = spawnSync(process.execPath, [join(root, "scripts/pack.mjs"), folder], {
    encoding: "utf8",
  });
  expect(packed.stderr).toBe("");
  mkdirSync(installed, { recursive: true });
  const archive = packed.stdout.trim();
  spawnSync("tar", ["-xzf", archive, "-C", installed, "--strip-components=1"]);
  cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** The commands that README begins with; what they are run with stands in the repository. */
const readme = readFileSync(join(root, "README.md"), "utf8");
const commands = [...readme.matchAll(/^npx portcullis ((?:apply|test|fmt|check) .*)$/gm)].map(
  ([, args = ""]) => args,
);

describe("the package that npm publishes", () => {
  it("names exact versions of what it depends on, and carries our own packages", () => {
    const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
    for (const version of Object.values(manifest.dependencies))
      expect(version).toMatch(/^\d[\d.]+$/);
    const ours = Object.keys(manifest.dependencies).filter((name) =>
      name.startsWith("@portcullis/"),
    );
    expect(manifest.bundleDependencies.sort()).toEqual(ours.sort());
    for (const name of ours) readFileSync(join(installed, "node_modules", name, "package.json"));
  });

  it.each(commands)("runs, without anything else installed: %s", (command) => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(installed, "bin/portcullis.js"), ...command.split(" ")],
      { cwd: folder, encoding: "utf8" },
    );
    expect(stderr).toBe("");
    expect(status).toBe(command.startsWith("check --policies examples/policies") ? 1 : 0);
  });

  it("has commands to try", () => expect(commands.length).toBeGreaterThan(4));
});
