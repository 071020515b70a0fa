// From the start of a process to its verdict, as a pipeline meets it, with the load included.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { planOf, resourcesFor } from "../plans.mjs";
import { isInstalled, medianProcesses } from "../process.mjs";
import { ratio, row, section, skipped } from "../table.mjs";
import { rego } from "./opa.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const portcullis = [process.execPath, join(root, "packages/cli/bin/portcullis.js")];

const HUGE = 100_000_000;

export async function processes() {
  section("Whole processes");
  const [version, node] = await medianProcesses(
    [
      [...portcullis, "version"],
      [process.execPath, "-e", "0"],
    ],
    10,
  );
  row("portcullis version", ratio(version.milliseconds, node.milliseconds), "node -e 0");

  const folder = mkdtempSync(join(tmpdir(), "portcullis-bench-"));
  try {
    for (const [size, resources, runs] of [
      ["50 resources", 50, 20],
      ["1000 resources", 1000, 5],
      ["20000 resources", 20_000, 3],
      ["a plan of 100 MB", resourcesFor(HUGE), 1],
    ]) {
      await compare(size, planOf(resources), runs, join(folder, "plan.json"));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(size, bytes, runs, plan) {
  writeFileSync(plan, bytes);
  const check = [
    ...portcullis,
    "check",
    "--policies",
    join(root, "examples/policies"),
    "--plan",
    plan,
  ];
  const parse = [
    process.execPath,
    "-e",
    `JSON.parse(require("fs").readFileSync(${JSON.stringify(plan)}, "utf8"))`,
  ];
  const exec = ["opa", "exec", "-b", rego, "--decision", "portcullis", plan];
  const node = [process.execPath, "-e", "0"];
  const hasOpa = isInstalled("opa");
  const [ours, json, nothing, theirs] = await medianProcesses(
    hasOpa ? [check, parse, node, exec] : [check, parse, node],
    runs,
  );
  const megabytes = `${Math.round(ours.megabytes)} MB`;
  row(
    `check, ${size}: time`,
    ratio(ours.milliseconds, json.milliseconds),
    "node, JSON.parse of the plan",
  );
  row("", ratio(ours.milliseconds, nothing.milliseconds), "node -e 0");
  row(
    `check, ${size}: memory`,
    ratio(ours.megabytes, json.megabytes),
    `the same; ${megabytes} here`,
  );
  if (!hasOpa) {
    skipped(`opa exec, ${size}`, "opa is not on the machine");
    return;
  }
  row(
    `opa exec, ${size}: time`,
    ratio(theirs.milliseconds, ours.milliseconds),
    "as long as our check",
  );
  row(`opa exec, ${size}: memory`, ratio(theirs.megabytes, ours.megabytes), "as much as our check");
}
