import {
  type CheckedPolicy,
  type CheckReport,
  checkedPolicies,
  exitCodeOfReport,
  qualifiedName,
  reasonOf,
} from "./check-report.js";
import { renderOutcome } from "./outcome-text.js";
import { cutText, visibleLine, visibleText } from "./visible-text.js";

/** LIMIT: characters of a comment on GitHub (REST API, Create an issue comment). */
export const MAX_COMMENT = 65_536;

/** LIMIT: of the table, so that details have room; the rest is counted. */
const MAX_TABLE = 20_000;

/** LIMIT: characters of a cell, and of the details of one policy. */
const MAX_CELL = 200;
const MAX_DETAILS = 6000;

/** LIMIT: what says how much was left out is no longer than this. */
const REMARK_ROOM = 200;

/** By this line a pipeline finds the comment that it wrote before. */
const MARKER = "<!-- portcullis check -->";

/**
 * A comment for a pull request: a sentence, a table of what did not pass, and its details folded. All
 * that comes from policies and plans stands in code, where it can neither mark up nor mention.
 */
export function renderCheckMarkdown(report: CheckReport): string {
  const policies = checkedPolicies(report);
  const failed = policies
    .filter(({ result }) => result.outcome.status !== "pass")
    .sort((a, b) => Number(b.counts) - Number(a.counts));
  const head = `${MARKER}\n## ${title(report)}\n\n${sentence(report, policies, failed)}\n`;
  if (failed.length === 0) return head;
  const table = `\n${tableHead}${fitting(failed.map(tableRow), MAX_TABLE)}`;
  const room = MAX_COMMENT - head.length - table.length;
  return head + table + fitting(failed.map(details), room);
}

function title(report: CheckReport): string {
  return exitCodeOfReport(report) === 0 ? "✅ Policies passed" : "❌ Policies failed";
}

function sentence(
  { failOn, plans }: CheckReport,
  policies: readonly CheckedPolicy[],
  failed: readonly CheckedPolicy[],
): string {
  const counting = failed.filter(({ counts }) => counts).length;
  const over = plans.length === 1 ? code(plans[0]?.name ?? "") : `${plans.length} plans`;
  return `${policies.length} evaluated over ${over}: ${policies.length - failed.length} passed, ${counting} failed at or above \`${failOn}\`, ${failed.length - counting} below.`;
}

const tableHead = "| | Policy | Level | Plan | Result |\n|---|---|---|---|---|\n";

function tableRow(checked: CheckedPolicy): string {
  const { plan, result, counts } = checked;
  const cells = [
    counts ? "❌" : "⚠️",
    code(qualifiedName(checked)),
    result.policy.enforcementLevel,
    code(plan.name),
    code(reasonOf(result)),
  ];
  return `| ${cells.join(" | ")} |\n`;
}

function details(checked: CheckedPolicy): string {
  const { plan, result } = checked;
  const text = cutText(visibleText(renderOutcome(result.outcome).join("\n")), MAX_DETAILS);
  // COMPAT (GitHub Flavored Markdown): Markdown in HTML begins after a blank line.
  const summary = `${code(qualifiedName(checked))} over ${code(plan.name)}`;
  return `\n<details><summary>${summary}</summary>\n\n${fence(text)}\n</details>\n`;
}

/** As many pieces as have room, and how many had none. */
function fitting(pieces: readonly string[], room: number): string {
  let taken = "";
  for (const [index, piece] of pieces.entries()) {
    if (taken.length + piece.length > room - REMARK_ROOM)
      return `${taken}\n${pieces.length - index} more are left out here; the report in text or JSON has them.\n`;
    taken += piece;
  }
  return taken;
}

/**
 * Code in one line, anywhere. Backticks would not do: in a table a bar behind a backslash ends them. As
 * numbers, no character marks up, links or mentions.
 */
function code(text: string): string {
  const escaped = cutText(visibleLine(text), MAX_CELL).replace(
    /[!-+.:-@[-`{-~]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
  return `<code>${escaped}</code>`;
}

function fence(text: string): string {
  const ticks = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${ticks}text\n${text}\n${ticks}\n`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
