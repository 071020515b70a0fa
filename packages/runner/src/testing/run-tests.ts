import { basename, dirname, relative } from "node:path";
import {
  equalValues,
  isString,
  isUndefined,
  type Outcome,
  printedValue,
  quote,
  renderDiagnosticLine,
  textOf,
  type Value,
} from "@portcullis/language";
import { evaluatePolicy } from "../evaluate-policy.js";
import { loadConfiguration, loadImports } from "../load-configuration.js";
import type { ProgramCache } from "../program-cache.js";
import { LoadError, readText, SourceReader } from "../source-reader.js";
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
}

export interface PolicyTestResult {
  /** The base name of the policy's file. */
  readonly name: string;
  /** `?` for a policy without cases. */
  readonly status: TestStatus | "?";
  readonly cases: readonly CaseResult[];
}

/** Runs the cases of one policy. */
export function runPolicyTests(tests: PolicyTests, programs: ProgramCache): PolicyTestResult {
  const cases = tests.cases.map((path) => runCase(path, tests, programs));
  const failed = cases.some(({ status }) => status !== "PASS");
  const status = cases.length === 0 ? "?" : failed ? "FAIL" : "PASS";
  return { name: basename(tests.policy), status, cases };
}

function runCase(path: string, tests: PolicyTests, programs: ProgramCache): CaseResult {
  const shown = relative(tests.folder, path);
  try {
    return { path: shown, ...evaluateCase(path, tests, programs) };
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    return { path: shown, status: "ERROR", problems: [error.message], outcome: undefined };
  }
}

/** A case knows nothing but what its own file says; the policy set's configuration is left out. */
function evaluateCase(
  path: string,
  { policy }: PolicyTests,
  programs: ProgramCache,
): Omit<CaseResult, "path"> {
  const configuration = loadConfiguration(path);
  const text = readText(policy);
  if (typeof text !== "string") throw new LoadError(`"${policy}" ${text.problem}`);
  const { outcome, compileErrors } = evaluatePolicy(
    {
      name: basename(policy, ".sentinel"),
      fileName: basename(policy),
      text,
      enforcementLevel: "advisory",
      params: new Map(),
    },
    {
      imports: loadImports(configuration, new SourceReader(dirname(path), programs)),
      params: configuration.params,
      globals: configuration.globals,
    },
    programs,
  );
  const errors = compileErrors.length > 0 ? compileErrors : outcome.error && [outcome.error];
  if (errors) return { status: "ERROR", problems: errors.map(renderDiagnosticLine), outcome };
  const { expectedRules } = configuration;
  const problems =
    expectedRules === undefined
      ? expectPass(outcome)
      : [...expectedRules].flatMap(([rule, value]) =>
          expectRule(rule, value, outcome, basename(policy)),
        );
  return { status: problems.length === 0 ? "PASS" : "FAIL", problems, outcome };
}

function expectPass({ status, value }: Outcome): string[] {
  return status === "pass" ? [] : [unexpected("main", true, value ?? null)];
}

function expectRule(rule: string, expected: Value, outcome: Outcome, policy: string): string[] {
  const actual = ruleValue(rule, outcome);
  if (actual === undefined) return [`rule "${rule}" not found in trace for policy ${policy}`];
  const equal = !isUndefined(actual) && equalValues(expected, actual) === true;
  return equal ? [] : [unexpected(rule, expected, actual)];
}

/** `main` need not be a rule. */
function ruleValue(name: string, { rules, value }: Outcome): Value | undefined {
  return (
    rules.findLast((rule) => rule.name === name)?.value ?? (name === "main" ? value : undefined)
  );
}

/** COMPAT (Testing): the text that users of the language's command know. */
function unexpected(rule: string, expected: Value, actual: Value): string {
  return `expected "${rule}" to be ${show(expected)}, got: ${show(actual)}`;
}

/** LIMIT: characters of a value in a message; the trace below it has more. */
const MAX_SHOWN = 300;

function show(value: Value): string {
  const text = isString(value) ? quote(textOf(value)) : (printedValue(value) ?? "...");
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text;
}
