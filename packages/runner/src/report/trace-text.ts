import type { OutcomeStatus } from "@portcullis/language";
import type { PolicyResult } from "../evaluate-policy.js";
import { renderOutcome } from "./outcome-text.js";
import { plainStyle } from "./style.js";

// COMPAT (Writing policies, Tracing): the texts are what users of the language's command know.

const preamble = `Execution trace. The information below will show the values of all
the rules evaluated. Note that some rules may be missing if
short-circuit logic was taken.

Note that for collection types and long strings, output may be
truncated; re-run "portcullis apply" with the -json flag to see the
full contents of these values.
`;

const statusWords: Readonly<Record<OutcomeStatus, string>> = {
  pass: "Pass",
  fail: "Fail",
  undefined: "Undefined",
  error: "Error",
};

/** `Pass - main.sentinel`. */
export function renderHeading({ policy, outcome }: PolicyResult, style = plainStyle): string {
  const paint = outcome.status === "pass" ? style.passed : style.failed;
  return `${paint(statusWords[outcome.status])} - ${policy.fileName}`;
}

/** The trace of one policy. `forced` tells that it was asked for, not shown because of a failure. */
export function renderTrace(result: PolicyResult, forced: boolean, style = plainStyle): string {
  const lines = [
    preamble,
    ...(forced ? [] : ["The trace is displayed due to a failed policy.", ""]),
    renderHeading(result, style),
    "",
    ...renderOutcome(result.outcome, style),
  ];
  return `${lines.join("\n")}\n`;
}
