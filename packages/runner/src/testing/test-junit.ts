import { dirname, join } from "node:path";
import { type JUnitCase, renderJUnit } from "../report/junit.js";
import type { CaseReport } from "./case-report.js";
import type { PolicyReport } from "./policy-report.js";

/** What `test -junit` writes: a suite a policy. */
export function renderTestJUnit(policies: readonly PolicyReport[]): string {
  return renderJUnit(
    policies.map(({ path, cases }) => ({
      name: path,
      cases: cases.map((each) => junitCase(each, dirname(path))),
    })),
  );
}

function junitCase(report: CaseReport, folder: string): JUnitCase {
  const { path, status, problems, places, trace = [], output, milliseconds } = report;
  const details = [...places, ...(trace.length === 0 ? [] : ["", "trace:", ...trace])];
  return {
    name: path,
    file: join(folder, path),
    seconds: milliseconds / 1000,
    ...(status !== "PASS" && {
      problem: {
        kind: status === "FAIL" ? "failure" : "error",
        message: problems.join("\n"),
        details: details.join("\n"),
      },
    }),
    output,
  };
}
