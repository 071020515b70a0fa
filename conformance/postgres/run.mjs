// Runs the server's store, wire and process tests against a private PostgreSQL.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, run, withFolder } from "../harness.mjs";
import { isPostgresUsable, withPostgres } from "./private-postgres.mjs";

export const postgres = {
  name: "postgres",
  requires: ["postgres"],
  isThere: isPostgresUsable,
  async run() {
    return withPostgres({ isDurable: false }, (server) =>
      withFolder(async (folder) => {
        const report = join(folder, "report.json");
        run(
          "npx",
          [
            ...["vitest", "run", "--config", "conformance/postgres/vitest.config.mjs"],
            ...["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`],
          ],
          { cwd: root, env: { PORTCULLIS_TEST_POSTGRES: server.url } },
        );
        const { numPassedTests, numTotalTests } = JSON.parse(readFileSync(report, "utf8"));
        if (numPassedTests !== numTotalTests) {
          throw new Error(
            `${numTotalTests - numPassedTests} of ${numTotalTests} tests did not run`,
          );
        }
        return `${numPassedTests} tests passed on PostgreSQL ${server.version}`;
      }),
    );
  },
};
