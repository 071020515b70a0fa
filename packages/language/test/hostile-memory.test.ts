import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { engines, fuzzRuns, readScripts } from "@portcullis/testkit";
import { beforeAll, describe, expect, it } from "vitest";

const scripts = new URL("../testdata/hostile/memory.sentinel", import.meta.url);
const names = readScripts("memory.sentinel", readFileSync(scripts, "utf8")).flatMap(({ name }) =>
  engines.map(([engine]) => `${name}, ${engine}`),
);

/** The heap that the default limits are made for. */
const MEGABYTES = 512;

/**
 * A quarter of the limits in a quarter of the heap, which takes a quarter of the time: what policies
 * make grows with the limits, and tables that double are as full at a quarter as at the whole. Longer
 * runs (`FUZZ_RUNS`) take the whole.
 */
const divisor = fuzzRuns(1) > 1 ? 1 : 4;

/** What a process with so small a heap found wrong with each script, as far as it came. */
function checkInSmallProcess(): Promise<Map<string, string[]>> {
  const entry = fileURLToPath(new URL("check-hostile-scripts.mjs", import.meta.url));
  const child = spawn(process.execPath, [
    `--max-old-space-size=${MEGABYTES / divisor}`,
    entry,
    fileURLToPath(scripts),
    String(divisor),
  ]);
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => {
      const lines = output.split("\n").filter((line) => line !== "");
      const found = lines.map((line) => JSON.parse(line) as { name: string; problems: string[] });
      resolve(new Map(found.map(({ name, problems }) => [name, problems])));
    });
  });
}

const heap = MEGABYTES / divisor;

describe(`a policy that takes all the memory it is given, in a heap of ${heap} megabytes`, () => {
  let results: Map<string, string[]>;
  beforeAll(async () => {
    results = await checkInSmallProcess();
  }, 180_000);

  it.each(names)("ends in an error at its place: %s", (name) => {
    expect(results.get(name) ?? ["its process died"]).toEqual([]);
  });
});
