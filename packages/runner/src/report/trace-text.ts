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

/**
 * The trace of policies that were applied together, with one preamble. `forced` tells that it was asked
 * for, not shown because of a failure.
 */
export function renderTrace(
  results: readonly PolicyResult[],
  forced: boolean,
  style = plainStyle,
): string {
  const lines = [
    preamble,
    ...(forced ? [] : ["The trace is displayed due to a failed policy.", ""]),
    ...results.flatMap((result, index) => {
      const details = renderOutcome(result.outcome, style);
      return [
        ...(index === 0 ? [] : ["", ""]),
        renderHeading(result, style),
        ...(details.length === 0 ? [] : ["", ...details]),
      ];
    }),
  ];
  return `${lines.join("\n")}\n`;
}
