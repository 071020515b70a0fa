import { renderDiagnosticLine } from "@portcullis/language";
import type { PolicyResult } from "../evaluate-policy.js";
import { renderRules } from "../report/rules-text.js";

/**
 * COMPAT (Outcome rules): what Nomad says of a policy that failed: its result, then sections with a blank line behind each.
 * Its clients print it as it is.
 */
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
