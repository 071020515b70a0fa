import type { EnforcementLevel } from "@portcullis/config";
import type { Value } from "@portcullis/language";

/** A policy ready to be compiled and evaluated. */
export interface Policy {
  readonly name: string;
  /** What messages and traces call its file. */
  readonly fileName: string;
  readonly text: string;
  readonly enforcementLevel: EnforcementLevel;
  /** Values for this policy's parameters alone. */
  readonly params: ReadonlyMap<string, Value>;
}
