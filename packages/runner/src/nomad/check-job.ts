import type { EnforcementLevel } from "@portcullis/config";
import { quote } from "@portcullis/language";
import { renderMultiError, renderWarnings } from "@portcullis/nomad-data";
import type { Environment } from "../environment.js";
import { evaluatePolicySet, type PolicySet } from "../policy-set.js";
import type { ProgramCache } from "../program-cache.js";
import { visibleLine, visibleText } from "../report/visible-text.js";
import { type ExitCode, verdict } from "../verdict.js";
import { type Judgement, judgeSubmission } from "./judge-submission.js";
import type { LoadedJob } from "./load-job-submission.js";

export interface JobReport {
  readonly id: string;
  readonly judgement: Judgement;
}

/**
 * Evaluates the policies of all sets over a job, as those of the scope `submit-job`. Places in messages
 * begin with the policy's name, as Nomad's do, which knows no files.
 */
export function checkJob(
  sets: readonly PolicySet[],
  { id, globals }: LoadedJob,
  override: boolean,
  environment: Environment,
  programs: ProgramCache,
): JobReport {
  const results = sets.flatMap((set) => {
    const policies = set.policies.map((policy) => ({ ...policy, fileName: policy.name }));
    const given = { ...environment, globals: new Map([...environment.globals, ...globals]) };
    return evaluatePolicySet({ ...set, policies }, given, programs).results;
  });
  return { id, judgement: judgeSubmission(results, override) };
}

/** The report for people: the verdict, then what Nomad would answer, errors and warnings. */
export function renderJobReport({ id, judgement }: JobReport): string {
  const { errors, warnings, counted } = judgement;
  const passed = counted.filter(({ outcome }) => outcome.status === "pass").length;
  const word = errors.length === 0 ? "accepted" : "refused";
  const blocks = [
    `Job ${quote(visibleLine(id))} would be ${word}: ${passed} passed, ${errors.length} refused it, ${warnings.length} warned.`,
  ];
  if (errors.length > 0) blocks.push(renderMultiError(errors).trimEnd());
  if (warnings.length > 0) blocks.push(renderWarnings(warnings));
  return `${visibleText(blocks.join("\n\n"))}\n`;
}

/** The highest exit code that a failure at or above the level `failOn` asks for, if it is not overridden. */
export function exitCodeOfJob({ judgement }: JobReport, failOn: EnforcementLevel): ExitCode {
  return verdict(judgement.counted, failOn);
}
