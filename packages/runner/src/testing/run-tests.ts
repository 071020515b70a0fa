import { basename } from "node:path";
import type { LoadOptions } from "../load-environment.js";
import type { PolicyTests } from "./discover-tests.js";
import { type CaseResult, runCase, type TestStatus } from "./run-case.js";

export interface PolicyTestResult {
  /** The base name of the policy's file. */
  readonly name: string;
  /** `?` for a policy without cases. */
  readonly status: TestStatus | "?";
  readonly cases: readonly CaseResult[];
}

/** Runs the cases of one policy, in their order. */
export function runPolicyTests(
  tests: PolicyTests,
  options: Omit<LoadOptions, "folder">,
): PolicyTestResult {
  return summarizeCases(
    tests,
    tests.cases.map((path) => runCase(path, tests, options)),
  );
}

/** The result of a policy whose cases were run, wherever that was. */
export function summarizeCases(
  { policy }: PolicyTests,
  cases: readonly CaseResult[],
): PolicyTestResult {
  const failed = cases.some(({ status }) => status !== "PASS");
  const status = cases.length === 0 ? "?" : failed ? "FAIL" : "PASS";
  return { name: basename(policy), status, cases };
}
