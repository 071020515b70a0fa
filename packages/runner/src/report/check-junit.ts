import {
  type CheckedPolicy,
  type CheckReport,
  pathOf,
  policiesOfSet,
  reasonOf,
} from "./check-report.js";
import { type JUnitCase, renderJUnit } from "./junit.js";
import { renderOutcome } from "./outcome-text.js";
import { cutText } from "./visible-text.js";

/** LIMIT: characters of what a report says of one policy; readers of JUnit hold all of it in memory. */
const MAX_DETAILS = 100_000;

/**
 * A suite for each plan and policy set, a case for each policy. What fails below the level that counts
 * is skipped, so that the report is as red as the command.
 */
export function renderCheckJUnit({ failOn, plans }: CheckReport): string {
  return renderJUnit(
    plans.flatMap((plan) =>
      plan.sets.map((set) => ({
        name: `${plan.name}: ${set.name}`,
        cases: policiesOfSet(failOn, plan, set).map(toCase),
      })),
    ),
  );
}

function toCase(checked: CheckedPolicy): JUnitCase {
  const { set, result, counts } = checked;
  const { policy, outcome } = result;
  const about = {
    name: policy.name,
    file: pathOf(policy.fileName, set),
    seconds: outcome.cost.milliseconds / 1000,
  };
  const { status } = outcome;
  if (status === "pass") return about;
  const message = `${policy.enforcementLevel}: ${reasonOf(result)}`;
  const details = cutText(renderOutcome(outcome).join("\n"), MAX_DETAILS);
  if (!counts) return { ...about, problem: { kind: "skipped", message }, output: details };
  const kind = status === "error" ? "error" : "failure";
  return { ...about, problem: { kind, message, type: status, details } };
}
