import { type CheckReport, exitCodeOfReport } from "./check-report.js";
import { renderPolicyCheckLog } from "./policy-check-log.js";
import { visibleLine, visibleText } from "./visible-text.js";

/** The policy check log of each plan, under its name where there are several. */
export function renderCheckText(report: CheckReport): string {
  const isOne = report.plans.length === 1;
  const logs = report.plans.map(({ name, sets }) => {
    const title = isOne ? "" : `Plan: ${visibleLine(name)}\n\n`;
    return title + visibleText(renderPolicyCheckLog(sets));
  });
  return isOne ? logs.join("") : `${logs.join("")}${closing(report)}`;
}

function closing(report: CheckReport): string {
  const count = report.plans.length;
  return `${count} plans checked: ${exitCodeOfReport(report) === 0 ? "passed" : "failed"}.\n`;
}
