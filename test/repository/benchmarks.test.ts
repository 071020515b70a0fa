import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "./source-tree.js";

// Nothing is timed here: a benchmark that nobody runs for a month must not have rotted by then.
it.each(["language", "evaluation"])("the benchmarks of %s still run", (section) => {
  const output = execFileSync(process.execPath, [join(root, "bench/run.mjs"), "--smoke", section], {
    encoding: "utf8",
  });
  expect(output).toMatch(/ x {2}|MB\/s {2}/);
});
