import type { Diagnostic, Location } from "../source/diagnostic.js";
import type { Value } from "../values/value.js";
import type { RuleRecord } from "./rule-value.js";

/**
 * What evaluating a policy came to. Only `pass` lets pass; `undefined` is a failure whose cause is
 * data that is not known, `error` one in the policy itself.
 */
export type OutcomeStatus = "pass" | "fail" | "undefined" | "error";

export interface Outcome {
  readonly status: OutcomeStatus;
  /** The value of `main`; missing when an error came before it. */
  readonly value: Value | undefined;
  /** Every named rule that was evaluated, in the order in which evaluation ended. */
  readonly rules: readonly RuleRecord[];
  /** All that the policy printed. */
  readonly output: string;
  /** What the policy's first comments say it is for. */
  readonly description: string;
  /** Present exactly if the status is `error`. */
  readonly error?: Diagnostic;
  /** Where the undefined value of `main` first arose, if that is known. */
  readonly undefinedAt?: Location;
  readonly cost: Cost;
}

export interface Cost {
  readonly steps: number;
  readonly elements: number;
  readonly milliseconds: number;
}
