import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commands } from "../src/commands.js";
import { play } from "./in-process.js";
import { root } from "./program.js";

const has = (shell: string) => spawnSync(shell, ["-c", "exit 0"]).status === 0;

let script: string;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-completion-"));
  script = join(folder, "portcullis.bash");
  writeFileSync(script, (await play(["completion", "bash"])).stdout);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What bash offers for the last of the words. */
function offered(...words: string[]): string[] {
  const list = words.map((word) => `'${word}'`).join(" ");
  const code = `source ${script}
COMP_WORDS=(portcullis ${list}); COMP_CWORD=${words.length}
_portcullis; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", code], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.split("\n").filter((line) => line !== "");
}

describe.skipIf(!has("bash"))("completion in bash (skipped where there is none)", () => {
  it("offers every command", () => {
    const names = [...commands.map(({ name }) => name), "help"];
    expect(offered("")).toEqual(names);
    expect(offered("app")).toEqual(["apply"]);
    expect(offered("help", "app")).toEqual(["apply"]);
  });

  it("offers the flags of a command, those with a value up to it", () => {
    expect(offered("apply", "-js")).toEqual(["-json", "-json-rule="]);
    expect(offered("test", "-cove")).toEqual(["-coverage", "-coverage-json=", "-coverage-html="]);
    expect(offered("version", "-")).toEqual(["-color"]);
  });

  it("offers files everywhere else", () => {
    expect(offered("test", "examples/first-policy/w")).toEqual([
      "examples/first-policy/working-hours.sentinel",
    ]);
    expect(offered("apply", "-config", "=", "examples/first-policy/s")).toEqual([
      "examples/first-policy/sentinel.hcl",
    ]);
  });
});

describe("completion in other shells", () => {
  it.each(["zsh", "fish"])(
    "names every command in %s, and is a script where there is one",
    async (shell) => {
      const { stdout } = await play(["completion", shell]);
      for (const { name, summary } of commands)
        expect(stdout).toMatch(new RegExp(`${name}.*${summary.replaceAll("'", ".*")}`));
      expect(stdout).toContain("maxConcurrency");
      if (!has(shell)) return;
      const file = join(folder, `portcullis.${shell}`);
      writeFileSync(file, stdout);
      expect(spawnSync(shell, ["-n", file]).status).toBe(0);
    },
  );

  it.each([
    [[], "name a shell: bash, fish, zsh\n"],
    [["tcsh"], 'name a shell: bash, fish, zsh, not "tcsh"\n'],
    [["bash", "zsh"], 'unexpected argument "zsh"\n'],
  ])("refuses %j", async (args, problem) => {
    const { code, stderr } = await play(["completion", ...args]);
    expect(code).toBe(9);
    expect(stderr).toContain(problem);
  });
});
