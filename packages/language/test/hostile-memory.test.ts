import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { engines, readScripts } from "@portcullis/testkit";
import { beforeAll, describe, expect, it } from "vitest";

const scripts = new URL("../testdata/hostile/memory.sentinel", import.meta.url);
const names = readScripts("memory.sentinel", readFileSync(scripts, "utf8")).flatMap(({ name }) =>
  engines.map(([engine]) => `${name}, ${engine}`),
);

/** What a process with a heap of 512 megabytes found wrong with each script, as far as it came. */
function checkInSmallProcess(): Promise<Map<string, string[]>> {
  const entry = fileURLToPath(new URL("check-hostile-scripts.mjs", import.meta.url));
  const child = spawn(process.execPath, [
    "--max-old-space-size=512",
    entry,
    fileURLToPath(scripts),
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

describe("a policy that takes all the memory it is given, in a heap of 512 megabytes", () => {
  let results: Map<string, string[]>;
  beforeAll(async () => {
    results = await checkInSmallProcess();
  }, 180_000);

  it.each(names)("ends in an error at its place: %s", (name) => {
    expect(results.get(name) ?? ["its process died"]).toEqual([]);
  });
});
