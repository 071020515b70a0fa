import type { Instant } from "../clock.js";
import type { PlanSummary } from "../evaluation/evaluator.js";
import type { Plan } from "./plan.js";

/** What this server can tell of how a plan came about. */
export interface PlanLog {
  readonly text: string;
  /** Whether nothing will be added to it. */
  readonly isComplete: boolean;
}

/**
 * The log of a plan that was made elsewhere: when it came, and what it would change. Nothing of the
 * plan's own content is in it.
 *
 * INVARIANT: later logs of a plan begin with its earlier ones; readers ask for what follows.
 */
export function logOf(plan: Plan): PlanLog {
  const { pending, running } = plan.statusTimes;
  const received = running === undefined ? [] : [`${timeText(running)} The plan was received.`];
  const ended = endOf(plan);
  const lines = [
    ...(pending === undefined
      ? []
      : [`${timeText(pending)} The plan is made elsewhere; it is awaited.`]),
    ...received,
    ...ended,
  ];
  return {
    text: lines.map((line) => `${printable(line)}\n`).join(""),
    isComplete: ended.length > 0,
  };
}

function endOf({ status, statusTimes, summary, errorMessage }: Plan): string[] {
  const at = timeText(statusTimes[status] ?? 0);
  switch (status) {
    case "pending":
    case "running":
      return [];
    case "finished":
      return [`${at} The plan was read.`, "", ...(summary === null ? [] : outlineOf(summary))];
    case "errored":
      return [`${at} The plan is in error: ${errorMessage ?? ""}`];
    case "canceled":
      return [`${at} The run was ended before the plan was read.`];
    case "unreachable":
      return [`${at} The run was ended before the plan was received.`];
  }
}

/** COMPAT (Terraform command, output of plan): the words that scripts look for. */
function outlineOf(summary: PlanSummary): string[] {
  const { hasChanges, imports, additions, changes, destructions } = summary;
  if (!hasChanges) return ["No changes."];
  const imported = imports === 0 ? "" : `${imports} to import, `;
  return [
    `Plan: ${imported}${additions} to add, ${changes} to change, ${destructions} to destroy.`,
  ];
}

function timeText(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** What was uploaded may be quoted in an error; it must not steer the terminal that shows the log. */
function printable(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return line.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "\ufffd");
}
