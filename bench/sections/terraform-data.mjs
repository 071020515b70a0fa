// What the imports of a large plan cost, in time and memory, beside JSON.parse of the same bytes. Each
// way of using the plan is a process of its own, so that none sees the garbage of another.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "../measure.mjs";
import { planOfBytes } from "../plans.mjs";
import { ratio, row, section } from "../table.mjs";

const use = fileURLToPath(new URL("../use-plan.mjs", import.meta.url));
const HUGE = 100_000_000;
const RUNS = 3;

const ways = {
  read: "read the plan",
  changes: "a policy over resource_changes",
  configuration: "a policy over tfconfig/v2",
  state: "a policy over tfstate/v2 and planned_values",
  first: "a policy over tfplan/v1",
};

export function terraformData() {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-bench-"));
  try {
    const plan = join(folder, "plan.json");
    const bytes = planOfBytes(HUGE);
    writeFileSync(plan, bytes);
    section(`Imports over a plan of ${Math.round(bytes.length / 1e6)} MB`);
    const json = measure("parse", plan);
    for (const [way, title] of Object.entries(ways)) {
      const ours = measure(way, plan);
      row(
        `${title}: time`,
        ratio(ours.milliseconds, json.milliseconds),
        "JSON.parse of the same bytes",
      );
      row(`${title}: memory`, ratio(ours.megabytes, json.megabytes), "the same, at the peak");
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(way, plan) {
  const samples = Array.from({ length: RUNS }, () =>
    JSON.parse(execFileSync(process.execPath, [use, way, plan], { encoding: "utf8" })),
  );
  return {
    milliseconds: median(samples.map(({ milliseconds }) => milliseconds)),
    megabytes: median(samples.map(({ megabytes }) => megabytes)),
  };
}
