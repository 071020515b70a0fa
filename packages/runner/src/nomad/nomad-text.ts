import { renderDiagnosticLine } from "@portcullis/language";
import type { PolicyResult } from "../evaluate-policy.js";
import { renderRules } from "../report/rules-text.js";

// COMPAT (Outcome rules): clients of Nomad print these texts as they are.

/** What Nomad says of a policy that failed: its result, then sections with a blank line behind each. */
export function renderFailure({ policy, outcome }: PolicyResult): string {
  const { error, output, rules, status, undefinedAt } = outcome;
  const sections: string[] = [];
  if (error !== undefined) sections.push(`Error message: ${renderDiagnosticLine(error)}`);
  if (status === "undefined") {
    const place = undefinedAt?.file.describe(undefinedAt.span) ?? policy.fileName;
    sections.push(`Error message: ${place}: the value of "main" is undefined`);
  }
  if (output !== "") sections.push(`Print messages:\n\n${output.replace(/\n$/, "")}`);
  if (rules.length > 0) sections.push(renderRules(rules).join("\n"));
  return [`${policy.name} : Result: false`, ...sections].map((part) => `${part}\n\n`).join("");
}

/** The body of a refusal. COMPAT (Errors): a multi-error of Go. */
export function renderMultiError(errors: readonly string[]): string {
  const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
  return `${count} occurred:\n\t${errors.map((error) => `* ${error}`).join("\n\t")}\n\n`;
}

/** The field `Warnings` of a response; empty if there are none. */
export function renderWarnings(warnings: readonly string[]): string {
  if (warnings.length === 0) return "";
  const count = warnings.length === 1 ? "1 warning" : `${warnings.length} warnings`;
  return `${count}:\n${warnings.map((warning) => `\n* ${warning.trim()}`).join("")}`;
}
