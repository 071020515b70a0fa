import { dirname, relative } from "node:path";
import { renderConfigurationProblem } from "@portcullis/config";
import { type Outcome, renderDiagnosticLine } from "@portcullis/language";
import { MalformedDocument } from "@portcullis/terraform-data";
import { evaluatePolicy, type PolicyResult } from "../evaluate-policy.js";
import { loadConfiguration } from "../load-configuration.js";
import { type LoadOptions, loadEnvironment } from "../load-environment.js";
import { loadPolicyFile } from "../policy.js";
import { LoadError } from "../source-reader.js";
import { checkExpectations } from "./check-expectations.js";
import type { PolicyTests } from "./discover-tests.js";

export type TestStatus = "PASS" | "FAIL" | "ERROR";

export interface CaseResult {
  /** As shown: relative to the policy's folder. */
  readonly path: string;
  readonly status: TestStatus;
  /** What was expected and not found, or the error; empty for a pass. */
  readonly problems: readonly string[];
  /** Missing when the case could not be set up. */
  readonly outcome: Outcome | undefined;
  /** Remarks on the case's configuration. */
  readonly warnings: readonly string[];
  /** Whether the case is JSON of the first generation. */
  readonly isLegacy: boolean;
}

/**
 * Runs one case. It knows nothing but what its own file says, and sources in it are relative to it;
 * the configuration beside the policy has no part. Never throws for what is wrong with the files.
 */
export function runCase(
  path: string,
  tests: PolicyTests,
  options: Omit<LoadOptions, "folder">,
): CaseResult {
  const shown = relative(tests.folder, path);
  let about = { warnings: [] as string[], isLegacy: false };
  try {
    const configuration = loadConfiguration(path);
    const { isLegacy, warnings, expectedRules } = configuration;
    about = { warnings: warnings.map(renderConfigurationProblem), isLegacy };
    const environment = loadEnvironment(configuration, { ...options, folder: dirname(path) });
    const result = evaluatePolicy(loadPolicyFile(tests.policy), environment, options.programs);
    const { outcome } = result;
    const errors = errorsOf(result);
    if (errors.length > 0)
      return { path: shown, status: "ERROR", problems: errors, outcome, ...about };
    const problems = checkExpectations(expectedRules, outcome, tests.policy);
    const status = problems.length === 0 ? "PASS" : "FAIL";
    return { path: shown, status, problems, outcome, ...about };
  } catch (error) {
    if (!(error instanceof LoadError || error instanceof MalformedDocument)) throw error;
    const problems = [error.message];
    return { path: shown, status: "ERROR", problems, outcome: undefined, ...about };
  }
}

function errorsOf({ outcome, compileErrors }: PolicyResult): string[] {
  if (compileErrors.length > 0) return compileErrors.map(renderDiagnosticLine);
  return outcome.error === undefined ? [] : [renderDiagnosticLine(outcome.error)];
}
