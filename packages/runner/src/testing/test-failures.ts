import { plainStyle } from "../report/style.js";
import type { PolicyReport } from "./policy-report.js";

/**
 * What went wrong, for whoever sits at the terminal: each case that did not pass with what was expected,
 * what was found, and the line of the source that it is about. Empty if all is well.
 */
export function renderFailures(policies: readonly PolicyReport[], style = plainStyle): string {
  const all = policies.flatMap(({ name, cases }) => cases.map((report) => ({ name, report })));
  const failed = all.filter(({ report }) => report.status !== "PASS");
  if (failed.length === 0) return "";
  const lines = [`${failed.length} of ${all.length} cases did not pass`];
  for (const { name, report } of failed) {
    lines.push("", `${style.culprit(report.status)} ${style.heading(`${name}, ${report.path}`)}`);
    for (const place of report.places) lines.push(place.replace(/^/gm, "  "));
  }
  return `${lines.join("\n")}\n`;
}
