import type { PolicyResult } from "../evaluate-policy.js";
import type { PolicySetResult } from "../policy-set.js";
import { renderOutcome } from "./outcome-text.js";

// COMPAT (published policy check logs): clients look for "Sentinel Result: true" or "false", for the
// plural "policies evaluated" and for the names of levels, so all texts stay as they are known.

const LOG_WIDTH = 80;

const passed = `This result means that all Sentinel policies passed and the protected
behavior is allowed.`;

const failed = `This result means that one or more Sentinel policies failed. More than likely,
this was due to the discovery of violations by the main rule and other
sub-rules. Please see the details of the policies executed below to find the
violation(s), which is usually indicated by a rule with a false boolean value,
or non-zero collection data.`;

/** The log of a policy check: what the Terraform command shows between plan and apply. */
export function renderPolicyCheckLog(sets: readonly PolicySetResult[]): string {
  return sets.map(renderSet).join("");
}

function renderSet({ name, results }: PolicySetResult): string {
  const allowed = results.every(isAllowed);
  const lines = [
    renderTitle(name),
    "",
    `Sentinel Result: ${allowed}`,
    "",
    allowed ? passed : failed,
    "",
    `${results.length} policies evaluated.`,
    "",
    ...results.flatMap((result, index) => renderPolicy(result, index + 1, name)),
  ];
  return `${lines.join("\n")}\n`;
}

/** Whether a policy lets the run go on: it passed, or its failure is only a remark. */
export function isAllowed({ policy, outcome }: PolicyResult): boolean {
  return outcome.status === "pass" || policy.enforcementLevel === "advisory";
}

/** Centred in `=`; an odd one stands on the left. A name that is too long pushes them out. */
function renderTitle(name: string): string {
  const title = ` Results for policy set: ${name === "" ? "<empty policy set name>" : name} `;
  const rest = Math.max(0, LOG_WIDTH - title.length);
  return "=".repeat(Math.ceil(rest / 2)) + title + "=".repeat(Math.floor(rest / 2));
}

function renderPolicy(result: PolicyResult, number: number, setName: string): string[] {
  const { policy, outcome } = result;
  const label = setName === "" ? policy.name : `${setName}/${policy.name}`;
  const details = renderOutcome(outcome);
  return [
    `## Policy ${number}: ${label} (${policy.enforcementLevel})`,
    "",
    `Result: ${outcome.status === "pass"}`,
    "",
    ...(details.length === 0 ? [] : [...details, ""]),
  ];
}
