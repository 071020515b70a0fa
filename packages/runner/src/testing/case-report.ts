import { renderDiagnostic } from "@portcullis/language";
import { type Json, toJson } from "../report/json.js";
import { renderRules } from "../report/rules-text.js";
import { renderTraceJson, type TraceJson } from "../report/trace-json.js";
import type { FileHits } from "./coverage/case-counters.js";
import type { CaseResult, TestStatus } from "./run-case.js";

/**
 * What reports say of one case: plain data, so that a case may have been run in another thread and
 * still be reported alike.
 */
export interface CaseReport {
  readonly path: string;
  readonly status: TestStatus;
  /** What was expected and not found, or the error; empty for a pass. */
  readonly problems: readonly string[];
  /** The same with the source lines that it is about. */
  readonly places: readonly string[];
  /** The rules, as a trace shows them; missing when the case could not be set up, or nobody asked. */
  readonly trace: readonly string[] | undefined;
  readonly traceJson: TraceJson | undefined;
  /** All that the policy printed. */
  readonly output: string;
  /** Why the policy's own file cannot be run. */
  readonly policyErrors: readonly string[];
  readonly ruleDetail: { readonly [rule: string]: RuleDetail };
  readonly warnings: readonly string[];
  readonly isLegacy: boolean;
  readonly files: readonly string[];
  readonly hits: readonly FileHits[];
  readonly milliseconds: number;
}

export type RuleDetail = {
  readonly expected: Json;
  /** Null for a rule that is undefined or was never evaluated; the message tells them apart. */
  readonly actual: Json;
  readonly message: string;
};

/** What reports are wanted for; a trace may be large. */
export interface ReportOptions {
  /** The traces of all cases, not only of those that did not pass. */
  readonly allTraces: boolean;
  /** Traces as JSON too. */
  readonly json: boolean;
}

export function reportCase(result: CaseResult, { allTraces, json }: ReportOptions): CaseReport {
  const { path, status, problems, mismatches, warnings, isLegacy, files, hits, milliseconds } =
    result;
  const outcome = result.result?.outcome;
  const rules = outcome?.rules ?? [];
  const wantsTrace = outcome !== undefined && (allTraces || status !== "PASS");
  return {
    path,
    status,
    problems,
    places: placesOf(result),
    trace: wantsTrace ? (rules.length === 0 ? NO_RULES : renderRules(rules)) : undefined,
    traceJson: json && outcome !== undefined ? renderTraceJson(outcome) : undefined,
    output: outcome?.output ?? "",
    policyErrors: (result.result?.compileErrors.length ?? 0) > 0 ? problems : [],
    ruleDetail: Object.fromEntries(
      mismatches.map(({ rule, expected, actual, message }) => [
        rule,
        { expected: toJson(expected), actual: toJson(actual ?? null), message },
      ]),
    ),
    warnings,
    isLegacy,
    files,
    hits,
    milliseconds,
  };
}

const NO_RULES = ["no rules evaluated"];

/** A case that could not even begin, for a reason that lies outside of it. */
export function reportLostCase(path: string, problem: string): CaseReport {
  return {
    path,
    status: "ERROR",
    problems: [problem],
    places: [problem],
    trace: undefined,
    traceJson: undefined,
    output: "",
    policyErrors: [],
    ruleDetail: {},
    warnings: [],
    isLegacy: false,
    files: [],
    hits: [],
    milliseconds: 0,
  };
}

function placesOf({ problems, mismatches, result }: CaseResult): readonly string[] {
  if (mismatches.length > 0)
    return mismatches.map(({ message, location }) =>
      location === undefined ? message : renderDiagnostic({ code: "test", message, location }),
    );
  const errors = result?.compileErrors ?? [];
  if (errors.length > 0) return errors.map(renderDiagnostic);
  return result?.outcome.error === undefined ? problems : [renderDiagnostic(result.outcome.error)];
}
