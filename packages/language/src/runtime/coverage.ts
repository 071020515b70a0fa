import type { Span } from "../source/span.js";

/**
 * What a point of a program tells when an evaluation passes it: `rule` that a rule's body was
 * evaluated, `rule-skipped` that its condition was false, `function` that it was called, `element`
 * that a loop or quantifier had one, `true` and `false` what a condition was, `clause` and
 * `otherwise` what a case chose, `right` that the right side of `and` or `or` was evaluated, `left`
 * that the left side decided.
 */
export type CoverageKind =
  | "rule"
  | "rule-skipped"
  | "function"
  | "element"
  | "true"
  | "false"
  | "clause"
  | "otherwise"
  | "right"
  | "left";

/** A place in a program that an evaluation may pass or not. */
export interface CoveragePoint {
  readonly kind: CoverageKind;
  /** The name of a rule or function. */
  readonly name: string | undefined;
  readonly span: Span;
}
