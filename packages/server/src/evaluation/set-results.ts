import type { OpaReport, PolicyReport, PolicySetReport } from "../domain/evaluation/evaluator.js";
import type { EvaluatedSet } from "../domain/policy-sets/enforcement.js";
import type { OutcomeEntry } from "../domain/task-stages/policy-set-outcome.js";
import type { SetResult } from "../domain/task-stages/set-result.js";

/** COMPAT (runtime import): the version of the language that policies are told. */
const SENTINEL_VERSION = "0.40.0";

/** Sets of which no policy could be evaluated. */
export function faultyResults(sets: readonly EvaluatedSet[], error: string): SetResult[] {
  return sets.map((set) => faultyResult(set, error));
}

/** What a policy check found, in the words of an evaluation. */
export function sentinelResults(
  sets: readonly EvaluatedSet[],
  reports: readonly PolicySetReport[],
): SetResult[] {
  return resultsOf(sets, reports, SENTINEL_VERSION, (policy: PolicyReport) => {
    const trace: object = JSON.parse(policy.trace);
    return {
      error: policy.error,
      lines: linesOf(textIn(trace, "print")),
      entry: {
        policyName: policy.name,
        level: policy.level === "advisory" ? "advisory" : "mandatory",
        status: policy.error !== null ? "errored" : policy.passed ? "passed" : "failed",
        query: null,
        description: textIn(trace, "description"),
      },
    };
  });
}

export function opaResults(
  sets: readonly EvaluatedSet[],
  { sets: reports, toolVersion }: Extract<OpaReport, { readonly outcome: "report" }>,
): SetResult[] {
  return resultsOf(sets, reports, toolVersion, (policy) => ({
    error: policy.error,
    lines: policy.messages,
    entry: {
      policyName: policy.name,
      level: policy.level,
      status: policy.status,
      query: policy.query,
      description: policy.description,
    },
  }));
}

interface Told {
  readonly error: string | null;
  readonly lines: readonly string[];
  readonly entry: OutcomeEntry;
}

function resultsOf<Policy extends { readonly name: string }>(
  sets: readonly EvaluatedSet[],
  reports: readonly {
    readonly error: string | null;
    readonly policies: readonly Policy[];
  }[],
  toolVersion: string | null,
  tell: (policy: Policy) => Told,
): SetResult[] {
  return sets.map((set, index) => {
    const report = reports[index];
    if (report === undefined) return faultyResult(set, "the evaluator did not answer for this set");
    if (report.error !== null) return faultyResult(set, report.error, toolVersion);
    const told = report.policies.map(tell);
    return {
      ...common(set, toolVersion),
      isFaulty: false,
      error: told.flatMap(({ entry, error }) => errorLine(entry, error)).join("\n"),
      entries: told.map(({ entry }) => entry),
      output: told.map(({ lines }) => lines),
    };
  });
}

function errorLine({ policyName }: OutcomeEntry, error: string | null): string[] {
  return error === null ? [] : [`${policyName}: ${error.replaceAll("\n", "\n  ")}`];
}

function faultyResult(
  set: EvaluatedSet,
  error: string,
  toolVersion: string | null = null,
): SetResult {
  return {
    ...common(set, toolVersion),
    isFaulty: true,
    error,
    entries: set.policies.map(unevaluated),
    output: [],
  };
}

function unevaluated({ name }: EvaluatedSet["policies"][number]): OutcomeEntry {
  return { policyName: name, level: "mandatory", status: "errored", query: null, description: "" };
}

function common(set: EvaluatedSet, toolVersion: string | null) {
  return {
    setName: set.name,
    setDescription: set.description,
    isOverridable: set.isOverridable ?? false,
    toolVersion: toolVersion ?? set.policyToolVersion,
  };
}

function textIn(trace: object, key: string): string {
  const value: unknown = Reflect.get(trace, key);
  return typeof value === "string" ? value : "";
}

/** COMPAT (Policy Evaluations API, output): one entry a line that was printed. */
function linesOf(printed: string): string[] {
  const lines = printed.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
