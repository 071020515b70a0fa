import { indent, renderRules } from "../report/rules-text.js";
import type { CaseResult } from "./run-case.js";
import type { PolicyTestResult } from "./run-tests.js";

// COMPAT (Testing; published test output): the layout that users of the language's command know.

/** What `test` prints of one policy. */
export function renderPolicyTests({ name, status, cases }: PolicyTestResult): string {
  const heading = status === "?" ? `? - ${name} [no test files]` : `${status} - ${name}`;
  return [heading, ...indent(cases.flatMap(renderCase), 2)].map((line) => `${line}\n`).join("");
}

function renderCase({ path, status, problems, outcome }: CaseResult): string[] {
  const lines = [`${status} - ${path}`];
  if (status === "PASS") return lines;
  const prefix = status === "ERROR" ? "Error: " : "";
  lines.push(
    ...indent(
      problems.flatMap((problem) => (prefix + problem).split("\n")),
      2,
    ),
  );
  if (outcome === undefined) return lines;
  const rules = outcome.rules.length === 0 ? ["no rules evaluated"] : renderRules(outcome.rules);
  return [...lines, "", "  trace:", ...indent(rules, 4)];
}

/** `2 tests completed in 3.568391ms`. COMPAT: policies are counted, and the word is always plural. */
export function renderTestSummary(policies: number, milliseconds: number): string {
  return `${policies} tests completed in ${renderDuration(milliseconds)}\n`;
}

/** A duration as people read it in Go's notation: `3.568ms`, `1.25s`, `2m3.5s`. */
export function renderDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${trimZeros(milliseconds.toFixed(6))}ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${trimZeros(seconds.toFixed(9))}s`;
  return `${Math.floor(seconds / 60)}m${trimZeros((seconds % 60).toFixed(9))}s`;
}

function trimZeros(digits: string): string {
  return digits.replace(/\.?0+$/, "");
}
