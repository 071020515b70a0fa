import { compareUtf8 } from "@portcullis/language";
import type { PolicyResult } from "../evaluate-policy.js";
import { renderFailure } from "./nomad-text.js";

/** What the policies of a scope come to together. */
export interface Judgement {
  /** Texts of the policies that refuse the submission; it is accepted if there are none. */
  readonly errors: readonly string[];
  /** Texts of the failures that do not count. */
  readonly warnings: readonly string[];
  /** The results of policies that passed or whose failure counts, whatever its level. */
  readonly counted: readonly PolicyResult[];
}

/**
 * COMPAT (Outcome rules): an advisory failure warns; a soft one does so if it is overridden, and
 * refuses otherwise; a hard one always refuses. What could not be evaluated failed at its own level.
 * All are told, by name.
 */
export function judgeSubmission(results: readonly PolicyResult[], override: boolean): Judgement {
  const byName = [...results].sort((a, b) => compareUtf8(a.policy.name, b.policy.name));
  const failed = byName.filter(({ outcome }) => outcome.status !== "pass");
  const isOverridden = (result: PolicyResult) =>
    override && result.policy.enforcementLevel === "soft-mandatory";
  const isWarning = (result: PolicyResult) =>
    isOverridden(result) || result.policy.enforcementLevel === "advisory";
  return {
    errors: failed.filter((result) => !isWarning(result)).map(renderFailure),
    warnings: failed.filter(isWarning).map(renderFailure),
    counted: byName.filter((result) => result.outcome.status === "pass" || !isOverridden(result)),
  };
}
