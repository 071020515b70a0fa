import type { EnforcementLevel } from "@portcullis/config";
import { quote } from "@portcullis/language";
import { renderMultiError, renderWarnings } from "@portcullis/nomad-data";
import type { Environment } from "../environment.js";
import { evaluatePolicySet, type PolicySet } from "../policy-set.js";
import type { ProgramCache } from "../program-cache.js";
import { visibleLine, visibleText } from "../report/visible-text.js";
import { type ExitCode, verdict } from "../verdict.js";
import { type Judgement, judgeSubmission } from "./judge-submission.js";
import type { LoadedSubmission } from "./load-submission.js";

export interface SubmissionReport {
  readonly kind: LoadedSubmission["kind"];
  readonly id: string;
  readonly judgement: Judgement;
}

/**
 * Evaluates the policies of all sets over a submission, as those of its scope. Places in messages begin
 * with the policy's name, as Nomad's do, which knows no files.
 */
export function checkSubmission(
  sets: readonly PolicySet[],
  { kind, id, globals }: LoadedSubmission,
  override: boolean,
  environment: Environment,
  programs: ProgramCache,
): SubmissionReport {
  const results = sets.flatMap((set) => {
    const policies = set.policies.map((policy) => ({ ...policy, fileName: policy.name }));
    const given = { ...environment, globals: new Map([...environment.globals, ...globals]) };
    return evaluatePolicySet({ ...set, policies }, given, programs).results;
  });
  return { kind, id, judgement: judgeSubmission(results, override) };
}

/** The report for people: the verdict, then what Nomad would answer, errors and warnings. */
export function renderSubmissionReport({ kind, id, judgement }: SubmissionReport): string {
  const { errors, warnings, counted } = judgement;
  const passed = counted.filter(({ outcome }) => outcome.status === "pass").length;
  const word = errors.length === 0 ? "accepted" : "refused";
  const blocks = [
    `${kind} ${quote(visibleLine(id))} would be ${word}: ${passed} passed, ${errors.length} refused it, ${warnings.length} warned.`,
  ];
  if (errors.length > 0) blocks.push(renderMultiError(errors).trimEnd());
  // COMPAT (Outcome rules): of volumes warnings are a multi-error as well.
  const renderAll = kind === "Job" ? renderWarnings : renderMultiError;
  if (warnings.length > 0) blocks.push(renderAll(warnings).trimEnd());
  return `${visibleText(blocks.join("\n\n"))}\n`;
}

/** The highest exit code that a failure at or above the level `failOn` asks for, if it is not overridden. */
export function exitCodeOfSubmissions(
  reports: readonly SubmissionReport[],
  failOn: EnforcementLevel,
): ExitCode {
  return verdict(
    reports.flatMap(({ judgement }) => judgement.counted),
    failOn,
  );
}
