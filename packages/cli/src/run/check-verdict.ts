import type { PolicyCheck } from "@portcullis/client";
import { type EnforcementLevel, enforcementLevels } from "@portcullis/config";
import { type ExitCode, exitCodes } from "@portcullis/runner";

/** The exit code that the results of a check ask for; see `verdict` for results of our own. */
export function checkVerdict(check: PolicyCheck, failOn: EnforcementLevel): ExitCode {
  const sets = Object.values(check.attributes.result?.sentinel.data ?? {});
  let highest: ExitCode = exitCodes.pass;
  for (const { policy, result, trace } of sets.flatMap(({ policies }) => policies)) {
    const level = enforcementLevels.indexOf(policy["enforcement-level"]);
    if (result || level < enforcementLevels.indexOf(failOn)) continue;
    const code = exitCodes[statusOf(trace)];
    if (code > highest) highest = code;
  }
  return highest;
}

/** How a policy failed; a server that does not tell has at least said that it did. */
function statusOf(trace: unknown): "fail" | "undefined" | "error" {
  const status = (trace as { readonly status?: unknown } | null)?.status;
  return status === "undefined" || status === "error" ? status : "fail";
}
