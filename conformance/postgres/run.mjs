// Runs the server's store, wire and process tests against a private PostgreSQL, and kills that.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, run, withFolder } from "../harness.mjs";
import { surviveCrashes } from "./crash.mjs";
import { isPostgresUsable, withPostgres } from "./private-postgres.mjs";

export const postgres = {
  name: "postgres",
  requires: ["postgres"],
  isThere: isPostgresUsable,
  async run() {
    const acknowledged = await withPostgres({}, surviveCrashes);
    const tests = await withPostgres({ isDurable: false }, runTests);
    return `${tests}; ${acknowledged} writes outlived its crashes`;
  },
};

async function runTests({ url, version }) {
  return withFolder(async (folder) => {
    const report = join(folder, "report.json");
    run(
      "npx",
      [
        ...["vitest", "run", "--config", "conformance/postgres/vitest.config.mjs"],
        ...["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`],
      ],
      { cwd: root, env: { PORTCULLIS_TEST_POSTGRES: url } },
    );
    const { numPassedTests, numTotalTests } = JSON.parse(readFileSync(report, "utf8"));
    if (numPassedTests !== numTotalTests) {
      throw new Error(`${numTotalTests - numPassedTests} of ${numTotalTests} tests did not run`);
    }
    return `${numPassedTests} tests passed on PostgreSQL ${version}`;
  });
}
