import { renderGoDuration } from "../report/go-duration.js";
import { indent } from "../report/rules-text.js";
import { plainStyle, type Style } from "../report/style.js";
import type { CaseReport } from "./case-report.js";
import type { PolicyReport } from "./policy-report.js";

// COMPAT (Testing; published test output): the layout that users of the language's command know.

export interface TextOptions {
  /** Logs and traces of all cases, not only of those that did not pass. */
  readonly verbose?: boolean;
  readonly style?: Style;
}

/** What `test` prints of one policy. */
export function renderPolicyTests(
  { name, status, cases }: PolicyReport,
  { verbose = false, style = plainStyle }: TextOptions = {},
): string {
  const heading =
    status === "?" ? `? - ${name} [no test files]` : `${paint(status, style)} - ${name}`;
  const lines = [
    ...(verbose ? cases.flatMap(({ path }) => [`Installing test modules for ${path}`, ""]) : []),
    heading,
    ...indent(
      cases.flatMap((each) => renderCase(each, verbose, style)),
      2,
    ),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function paint(status: string, style: Style): string {
  return status === "PASS" ? style.passed(status) : style.failed(status);
}

function renderCase(report: CaseReport, verbose: boolean, style: Style): string[] {
  const { path, status, problems, trace } = report;
  const lines = [`${paint(status, style)} - ${path}`];
  if (status === "PASS" && !verbose) return lines;
  const prefix = status === "ERROR" ? "Error: " : "";
  const texts = problems.flatMap((problem) => (prefix + problem).split("\n"));
  lines.push(...indent(texts, 2));
  if (trace !== undefined) {
    const logs = verbose ? renderLogs(report) : [];
    lines.push("", ...logs, "  trace:", ...indent(trace, 4));
  }
  return verbose ? [...lines, ...renderRemarks(report)] : lines;
}

/** A blank line more above the logs, and none below. */
function renderLogs({ output }: CaseReport): string[] {
  if (output === "") return [];
  return ["", "  logs:", ...indent(output.replace(/\n$/, "").split("\n"), 4)];
}

function renderRemarks({ warnings, isLegacy }: CaseReport): string[] {
  const lines: string[] = [];
  if (warnings.length > 0) {
    const texts = warnings.flatMap((warning) => warning.split("\n"));
    lines.push("", "  warnings:", ...indent(texts, 4));
  }
  if (isLegacy)
    lines.push(
      "",
      "  legacy warning:",
      "    test case uses legacy config, please migrate it to an HCL configuration.",
    );
  return lines;
}

/** `2 tests completed in 3.568391ms`. COMPAT: policies are counted, and the word is always plural. */
export function renderTestSummary(policies: number, milliseconds: number): string {
  return `${policies} tests completed in ${renderGoDuration(milliseconds)}\n`;
}
