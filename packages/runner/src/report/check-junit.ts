import {
  type CheckedPolicy,
  type CheckReport,
  type PlanReport,
  policiesOfSet,
  reasonOf,
} from "./check-report.js";
import { renderOutcome } from "./outcome-text.js";
import { cutText } from "./visible-text.js";
import { renderXml, type XmlElement } from "./xml.js";

/** LIMIT: characters of what a report says of one policy; readers of JUnit hold all of it in memory. */
const MAX_DETAILS = 100_000;

/**
 * A suite for each plan and policy set, a case for each policy. What fails below the level that counts
 * is skipped, so that the report is as red as the command.
 */
export function renderCheckJUnit(report: CheckReport): string {
  const suites = report.plans.flatMap((plan) =>
    plan.sets.map((set) => renderSuite(plan, set.name, policiesOfSet(report.failOn, plan, set))),
  );
  const root = { name: "testsuites", attributes: { name: "portcullis check" }, children: suites };
  return renderXml(root);
}

function renderSuite(
  plan: PlanReport,
  setName: string,
  policies: readonly CheckedPolicy[],
): XmlElement {
  const count = (matches: (policy: CheckedPolicy) => boolean) => policies.filter(matches).length;
  const milliseconds = policies.reduce(
    (sum, { result }) => sum + result.outcome.cost.milliseconds,
    0,
  );
  return {
    name: "testsuite",
    attributes: {
      name: `${plan.name}: ${setName}`,
      tests: policies.length,
      failures: count((policy) => policy.counts && !isError(policy)),
      errors: count((policy) => policy.counts && isError(policy)),
      skipped: count(({ counts, result }) => !counts && result.outcome.status !== "pass"),
      time: seconds(milliseconds),
    },
    children: policies.map((policy) => renderCase(policy, `${plan.name}.${setName}`)),
  };
}

function renderCase(checked: CheckedPolicy, className: string): XmlElement {
  const { policy, outcome } = checked.result;
  return {
    name: "testcase",
    attributes: {
      name: policy.name,
      classname: className,
      time: seconds(outcome.cost.milliseconds),
    },
    children: outcome.status === "pass" ? [] : renderFailure(checked),
  };
}

function renderFailure(checked: CheckedPolicy): XmlElement[] {
  const { policy, outcome } = checked.result;
  const message = `${policy.enforcementLevel}: ${reasonOf(checked.result)}`;
  const details = cutText(renderOutcome(outcome).join("\n"), MAX_DETAILS);
  if (!checked.counts)
    return [
      { name: "skipped", attributes: { message } },
      { name: "system-out", children: [details] },
    ];
  const name = isError(checked) ? "error" : "failure";
  return [{ name, attributes: { message, type: outcome.status }, children: [details] }];
}

function isError({ result }: CheckedPolicy): boolean {
  return result.outcome.status === "error";
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
