import type { PolicyEvaluation, PolicySetOutcome, TaskStage } from "@portcullis/client";
import type { EnforcementLevel } from "@portcullis/config";
import { type ExitCode, exitCodes } from "@portcullis/runner";

/** An evaluation with what came of each policy set. */
export interface EvaluationReport {
  readonly evaluation: PolicyEvaluation;
  readonly outcomes: readonly PolicySetOutcome[];
}

const LANGUAGES = { sentinel: "Sentinel", opa: "OPA" } as const;

/** What a person reads about the evaluations of a stage, set by set. */
export function renderEvaluation({ evaluation, outcomes }: EvaluationReport): string {
  const { "policy-kind": kind, status } = evaluation.attributes;
  const sets = outcomes.map(renderOutcome).join("\n");
  return `Post-plan Policy Evaluation (${LANGUAGES[kind]}): ${status}\n\n${sets}`;
}

function renderOutcome({ attributes }: PolicySetOutcome): string {
  const { "policy-set-name": name, overridable, outcomes, error } = attributes;
  const lines = [`Policy set ${name}${overridable ? ", which may be overridden" : ""}`];
  for (const { policy_name: policy, enforcement_level: level, status, output } of outcomes) {
    lines.push(`  ${status.padEnd(STATUS_WIDTH)} ${policy}${level === null ? "" : ` (${level})`}`);
    lines.push(...output.map(({ print }) => indented(print)));
  }
  if (error !== "") lines.push(indented(error));
  return `${lines.join("\n")}\n`;
}

const STATUS_WIDTH = "errored".length;

/** Whatever a policy says, its lines stay below it. */
function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `      ${line}`)
    .join("\n");
}

/** The exit code that the outcomes of a stage ask for. */
export function stageVerdict(
  stage: TaskStage,
  reports: readonly EvaluationReport[],
  failOn: EnforcementLevel,
): ExitCode {
  const { status } = stage.attributes;
  if (status === "errored") return exitCodes.trouble;
  const entries = reports
    .flatMap(({ outcomes }) => outcomes)
    .flatMap(({ attributes }) => attributes.outcomes);
  // What is in error shows no level; in a stage that has passed it was advice.
  const isAdvice = ({ status: outcome, enforcement_level: level }: (typeof entries)[number]) =>
    outcome === "errored" ? status === "passed" : level === "advisory";
  const counting = failOn === "advisory" ? entries : entries.filter((entry) => !isAdvice(entry));
  if (counting.some((entry) => entry.status === "errored")) return exitCodes.error;
  return counting.some((entry) => entry.status === "failed") ? exitCodes.fail : exitCodes.pass;
}
