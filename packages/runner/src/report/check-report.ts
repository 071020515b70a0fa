import { type EnforcementLevel, enforcementLevels } from "@portcullis/config";
import { type Diagnostic, type Location, renderDiagnosticLine } from "@portcullis/language";
import type { PolicyResult } from "../evaluate-policy.js";
import type { PolicySetResult } from "../policy-set.js";
import { isRemote } from "../source-resolver.js";
import { type ExitCode, verdict } from "../verdict.js";
import { renderCause } from "./outcome-text.js";
import { cutText, visibleLine } from "./visible-text.js";

/** What checking plans came to: the one thing that every format of `check` renders. */
export interface CheckReport {
  /** The level at and above which failures count. */
  readonly failOn: EnforcementLevel;
  readonly plans: readonly PlanReport[];
}

export interface PlanReport {
  /** The path that was given, or `<stdin>`. */
  readonly name: string;
  readonly terraformVersion: string;
  readonly sets: readonly PolicySetResult[];
}

/** One policy over one plan. */
export interface CheckedPolicy {
  readonly plan: PlanReport;
  readonly set: PolicySetResult;
  readonly result: PolicyResult;
  /** Whether it did not pass, and its level is one that counts. */
  readonly counts: boolean;
}

/** Every policy over every plan, in the order in which they were evaluated. */
export function checkedPolicies(report: CheckReport): CheckedPolicy[] {
  return report.plans.flatMap((plan) =>
    plan.sets.flatMap((set) => policiesOfSet(report.failOn, plan, set)),
  );
}

export function policiesOfSet(
  failOn: EnforcementLevel,
  plan: PlanReport,
  set: PolicySetResult,
): CheckedPolicy[] {
  return set.results.map((result) => {
    const isHigh = levelOf(result.policy.enforcementLevel) >= levelOf(failOn);
    return { plan, set, result, counts: result.outcome.status !== "pass" && isHigh };
  });
}

function levelOf(level: EnforcementLevel): number {
  return enforcementLevels.indexOf(level);
}

/** What the command exits with. */
export function exitCodeOfReport(report: CheckReport): ExitCode {
  const results = checkedPolicies(report).map(({ result }) => result);
  return verdict(results, report.failOn);
}

/** `set/policy`: what a policy is called where sets stand beside each other. */
export function qualifiedName({ set, result }: Pick<CheckedPolicy, "set" | "result">): string {
  return set.name === "" ? result.policy.name : `${set.name}/${result.policy.name}`;
}

/** LIMIT: characters of a one-line reason. */
const MAX_REASON = 1000;

/** Why a policy did not pass, in one line: its error, what was undefined, or what it printed first. */
export function reasonOf({ outcome, compileErrors }: PolicyResult): string {
  const [syntaxError] = compileErrors;
  const cause = syntaxError === undefined ? renderCause(outcome) : errorText(syntaxError);
  const printed = outcome.output.split("\n", 50).find((line) => line.trim() !== "");
  return cutText(visibleLine(cause ?? printed ?? "the rule main is false"), MAX_REASON);
}

function errorText(error: Diagnostic): string {
  return `Error: ${renderDiagnosticLine(error)}`;
}

/** The place in a policy, or a module of it, that a reader wants to see first. */
export function placeOf({
  policy,
  outcome,
  compileErrors,
  main,
}: PolicyResult): Location | undefined {
  if (compileErrors[0] !== undefined) return compileErrors[0].location;
  if (outcome.error !== undefined) return outcome.error.location;
  if (outcome.undefinedAt !== undefined) return outcome.undefinedAt;
  const rule = outcome.rules.find(({ name, role }) => name === "main" && role === "policy");
  return rule?.location.file.name === policy.fileName ? rule.location : main;
}

/**
 * The path of a policy's file from the working directory, with slashes; nothing for one that is not
 * among the user's own files, which nobody could open there.
 */
export function pathOf(fileName: string, { folder }: PolicySetResult): string | undefined {
  if (folder === undefined || isRemote(fileName) || fileName.startsWith("/")) return undefined;
  const steps: string[] = [];
  for (const step of `${folder}/${fileName}`.replaceAll("\\", "/").split("/")) {
    if (step === "" || step === ".") continue;
    if (step !== "..") steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return folder.startsWith("/") ? `/${steps.join("/")}` : steps.join("/");
}
