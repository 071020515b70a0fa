import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "./program.js";

// What docs/pipelines.md shows is typed as it stands, by a shell that stops at the first failure; its
// terraform shows a plan made before.

const page = readFileSync(join(root, "docs/pipelines.md"), "utf8");
const blocks = (language: string) =>
  [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , text = ""]) => text);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-pipelines-"));
  symlinkSync(join(root, "examples"), join(folder, "examples"));
  mkdirSync(join(folder, "bin"));
  const terraform = join(folder, "bin/terraform");
  writeFileSync(terraform, '#!/bin/sh\n[ "$1" != show ] || cat examples/web-tier/plan.json\n');
  chmodSync(terraform, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

function type(script: string) {
  const path = `${join(folder, "bin")}:${join(root, "node_modules/.bin")}:${process.env.PATH}`;
  return spawnSync("sh", ["-e", "-c", script], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: path },
  });
}

/** The keys of a document and of all that is in it, without the values. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shape);
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, key === "trace" ? "trace" : shape(each)]),
  );
}

describe("docs/pipelines.md", () => {
  it.each(blocks(""))("shows what works:\n%s", (script) => {
    const { status, stdout, stderr } = type(script);
    expect(stderr).toBe("");
    // The first one ends as the policies do.
    expect([script.includes("code") || script.includes("|| true") ? 0 : 1, stdout !== ""]).toEqual([
      status,
      true,
    ]);
  });

  it("shows JSON as it is", () => {
    const [shown = ""] = blocks("json");
    const [command = ""] = blocks("").filter((script) => script.includes("--format json"));
    const actual = JSON.parse(type(command).stdout);
    const [, failed] = actual.plans[0].policy_sets[0].policies;
    actual.plans[0].policy_sets[0].policies = [failed];
    expect(shape(JSON.parse(shown))).toEqual(shape(actual));
  });
});
