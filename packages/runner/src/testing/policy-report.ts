import { basename } from "node:path";
import type { CaseReport } from "./case-report.js";
import type { PolicyTests } from "./discover-tests.js";
import type { TestStatus } from "./run-case.js";

export interface PolicyReport {
  readonly path: string;
  /** The base name of the policy's file. */
  readonly name: string;
  /** `?` for a policy without cases. */
  readonly status: TestStatus | "?";
  readonly cases: readonly CaseReport[];
}

/** What the cases of a policy, wherever they were run, say about it. */
export function reportPolicy({ policy }: PolicyTests, cases: readonly CaseReport[]): PolicyReport {
  const failed = cases.some(({ status }) => status !== "PASS");
  const status = cases.length === 0 ? "?" : failed ? "FAIL" : "PASS";
  return { path: policy, name: basename(policy), status, cases };
}
