import { type EnforcementLevel, enforcementLevels } from "@portcullis/config";
import type { OutcomeStatus } from "@portcullis/language";
import type { PolicyResult } from "./evaluate-policy.js";

/**
 * What a command exits with: 0 passed, 1 failed, 2 undefined, 3 error while a policy ran, 9 anything
 * else that went wrong, such as usage, configuration or a policy that cannot be parsed.
 */
export const exitCodes = {
  pass: 0,
  fail: 1,
  undefined: 2,
  error: 3,
  trouble: 9,
} as const satisfies Record<OutcomeStatus | "trouble", number>;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The exit code that one policy asks for. */
export function exitCodeOf({ outcome, compileErrors }: PolicyResult): ExitCode {
  return compileErrors.length > 0 ? exitCodes.trouble : exitCodes[outcome.status];
}

/** The highest exit code that a policy at or above the level `failOn` asks for. */
export function verdict(results: readonly PolicyResult[], failOn: EnforcementLevel): ExitCode {
  let highest: ExitCode = exitCodes.pass;
  for (const result of results) {
    if (!isAtLeast(result.policy.enforcementLevel, failOn)) continue;
    const code = exitCodeOf(result);
    if (code > highest) highest = code;
  }
  return highest;
}

function isAtLeast(level: EnforcementLevel, bound: EnforcementLevel): boolean {
  return enforcementLevels.indexOf(level) >= enforcementLevels.indexOf(bound);
}
