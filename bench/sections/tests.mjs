// A run of the test cases of a policy library: one process, many cases, each with a large mock of its own.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodePlan, renderMockBundle } from "@portcullis/runner";
import { planOf } from "../plans.mjs";
import { medianProcesses } from "../process.mjs";
import { ratio, row, section } from "../table.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const program = join(root, "packages/cli/bin/portcullis.js");
const scan = join(root, "bench/scan-sources.mjs");

const POLICIES = 10;
const CASES_EACH = 20;

/** Resource changes in a mock: enough for some hundred kB. */
const RESOURCES = 60;

const policy = `import "tfplan/v2" as tfplan

buckets = filter tfplan.resource_changes as _, change {
	change.mode is "managed" and change.type is "google_storage_bucket"
}

uniform = rule {
	all buckets as _, bucket { bucket.change.after.uniform_bucket_level_access else false }
}

main = rule { uniform or length(buckets) >= 0 }
`;

/** Writes the library; no two mocks are the same. Returns their paths. */
function writeLibrary(folder) {
  const mock = mockOf(RESOURCES);
  const paths = [];
  for (let p = 0; p < POLICIES; p++) {
    const tests = join(folder, "test", `policy-${p}`);
    mkdirSync(tests, { recursive: true });
    writeFileSync(join(folder, `policy-${p}.sentinel`), policy);
    for (let c = 0; c < CASES_EACH; c++) {
      const path = join(tests, `mock-${c}.sentinel`);
      writeFileSync(path, `${mock}\ncase_number = ${p * CASES_EACH + c}\n`);
      writeFileSync(
        join(tests, `case-${c}.hcl`),
        `mock "tfplan/v2" {\n  module {\n    source = "mock-${c}.sentinel"\n  }\n}\n`,
      );
      paths.push(path);
    }
  }
  return { paths, bytes: paths.length * Buffer.byteLength(mock) };
}

function mockOf(resources) {
  const { plan } = decodePlan(planOf(resources));
  const files = renderMockBundle({ plan });
  return files.find(({ name }) => name === "mock-tfplan-v2.sentinel").text;
}

export async function tests() {
  section("200 test cases, each with a mock of its own, in one start of the process");
  const folder = mkdtempSync(join(tmpdir(), "portcullis-bench-"));
  try {
    const { paths, bytes } = writeLibrary(folder);
    const list = join(folder, "mocks.txt");
    writeFileSync(list, paths.join("\n"));
    const size = `${Math.round(bytes / paths.length / 1000)} kB each`;
    const [run, sequential, scanned] = await medianProcesses(
      [
        [process.execPath, program, "test", folder],
        [process.execPath, program, "test", folder],
        [process.execPath, scan, list],
      ],
      3,
    );
    const against = `node, reading the mocks and splitting them into tokens; ${size}`;
    row("test", ratio(run.milliseconds, scanned.milliseconds), against);
    row("test -maxConcurrency=1", ratio(sequential.milliseconds, scanned.milliseconds), "the same");
    row(
      "test: memory",
      ratio(run.megabytes, scanned.megabytes),
      `the same; ${Math.round(run.megabytes)} MB here`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
