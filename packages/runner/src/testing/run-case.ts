import { dirname, relative, resolve } from "node:path";
import { type Configuration, renderConfigurationProblem } from "@portcullis/config";
import { defaultLimits, renderDiagnosticLine } from "@portcullis/language";
import { MalformedDocument } from "@portcullis/terraform-data";
import { evaluatePolicy, type PolicyResult } from "../evaluate-policy.js";
import { loadConfiguration } from "../load-configuration.js";
import { type LoadOptions, loadEnvironment } from "../load-environment.js";
import { loadPolicyFile } from "../policy.js";
import { renderGoDuration } from "../report/go-duration.js";
import { LoadError } from "../source-reader.js";
import { isRemote } from "../source-resolver.js";
import { checkExpectations, type Mismatch } from "./check-expectations.js";
import { CaseCounters, type FileHits } from "./coverage/case-counters.js";

export type TestStatus = "PASS" | "FAIL" | "ERROR";

/** One case of a policy; paths are relative to the working directory. */
export interface TestCase {
  /** The policy's file. */
  readonly policy: string;
  /** The case's own file. */
  readonly path: string;
}

export interface CaseOptions extends Omit<LoadOptions, "folder"> {
  /** When all cases must be over, in milliseconds since the Unix epoch, and how long they had in all. */
  readonly deadline?: { readonly at: number; readonly after: number };
}

export interface CaseResult {
  /** As shown: relative to the policy's folder. */
  readonly path: string;
  readonly status: TestStatus;
  /** What was expected and not found, or the error; empty for a pass. */
  readonly problems: readonly string[];
  /** The rules that are not what was expected. */
  readonly mismatches: readonly Mismatch[];
  /** Missing when the case could not be set up. */
  readonly result: PolicyResult | undefined;
  /** Remarks on the case's configuration. */
  readonly warnings: readonly string[];
  /** Whether the case is JSON of the first generation. */
  readonly isLegacy: boolean;
  /** The files that decide the case: policy, configuration, mocks, modules, data. */
  readonly files: readonly string[];
  /** What it passed, if its programs are compiled for coverage. */
  readonly hits: readonly FileHits[];
  readonly milliseconds: number;
}

/** The path of a case as reports show it. */
export function shownPath({ policy, path }: TestCase): string {
  return relative(dirname(policy), path);
}

/**
 * Runs one case. It knows nothing but what its own file says, and sources in it are relative to it;
 * the configuration beside the policy has no part. Never throws for what is wrong with the files.
 */
export function runCase(test: TestCase, options: CaseOptions): CaseResult {
  const started = performance.now();
  const files = [test.policy, test.path];
  const about = { warnings: [] as string[], isLegacy: false };
  const counters = new CaseCounters(options.programs);
  const conclude = (
    status: TestStatus,
    problems: readonly string[],
    result?: PolicyResult,
    mismatches: readonly Mismatch[] = [],
  ): CaseResult => ({
    path: shownPath(test),
    status,
    problems,
    mismatches,
    result,
    ...about,
    files,
    hits: counters.hits(),
    milliseconds: performance.now() - started,
  });
  try {
    const limits = limitsUntil(options.deadline);
    const configuration = loadConfiguration(test.path);
    about.isLegacy = configuration.isLegacy;
    about.warnings = configuration.warnings.map(renderConfigurationProblem);
    const folder = dirname(test.path);
    files.push(...filesOf(configuration, folder));
    const environment = {
      ...loadEnvironment(configuration, { ...options, folder }),
      limits,
      ...(options.programs.coverage && { countersOf: counters.countersOf }),
    };
    const policy = loadPolicyFile(test.policy);
    const result = evaluatePolicy(policy, environment, options.programs);
    const errors = errorsOf(result);
    if (errors.length > 0) return conclude("ERROR", errors, result);
    const mismatches = checkExpectations(configuration.expectedRules, result.outcome, test.policy);
    const problems = mismatches.map(({ message }) => message);
    return conclude(problems.length === 0 ? "PASS" : "FAIL", problems, result, mismatches);
  } catch (error) {
    if (!(error instanceof LoadError || error instanceof MalformedDocument)) throw error;
    return conclude("ERROR", [error.message]);
  }
}

function limitsUntil(deadline: CaseOptions["deadline"]) {
  if (deadline === undefined) return defaultLimits;
  const left = deadline.at - Date.now();
  if (left <= 0)
    throw new LoadError(
      `the tests took longer than ${renderGoDuration(deadline.after)} before this case began; give them more time with -timeout`,
    );
  return { ...defaultLimits, milliseconds: Math.min(defaultLimits.milliseconds, left) };
}

/** The files on this machine that a configuration names. */
function filesOf(configuration: Configuration, folder: string): string[] {
  const { modules, staticImports, mocks } = configuration;
  const sources = [...modules, ...staticImports, ...mocks].flatMap((entry) =>
    "source" in entry ? [entry.source] : [],
  );
  return sources.filter((source) => !isRemote(source)).map((source) => resolve(folder, source));
}

function errorsOf({ outcome, compileErrors }: PolicyResult): string[] {
  if (compileErrors.length > 0) return compileErrors.map(renderDiagnosticLine);
  return outcome.error === undefined ? [] : [renderDiagnosticLine(outcome.error)];
}
