import {
  type Outcome,
  type OutcomeStatus,
  type RuleRecord,
  renderDiagnosticLine,
} from "@portcullis/language";
import { type Json, toJson } from "./json.js";
import { inTraceOrder } from "./rules-text.js";

/** The trace of one policy as JSON; rules are keyed by name. */
export type TraceJson = {
  readonly description: string;
  /** `file:line:column: message`, or null if no error ended the policy. */
  readonly error: string | null;
  readonly print: string;
  readonly result: boolean;
  /** Ours: tells undefined from failed, which both have the result `false`. */
  readonly status: OutcomeStatus;
  readonly rules: { readonly [name: string]: RuleJson };
};

export type RuleJson = {
  readonly desc: string;
  readonly ident: string;
  readonly position: {
    readonly filename: string;
    readonly offset: number;
    readonly line: number;
    readonly column: number;
  };
  readonly value: Json;
};

/**
 * COMPAT (Commands, apply: JSON output; policy check data of the Terraform API): names and layout are
 * those that scripts read.
 */
export function renderTraceJson(outcome: Outcome): TraceJson {
  const { description, error, output, status, rules } = outcome;
  return {
    description,
    error: error === undefined ? null : renderDiagnosticLine(error),
    print: output,
    result: status === "pass",
    status,
    rules: Object.fromEntries(inTraceOrder(rules).map((rule) => [rule.name, ruleJson(rule)])),
  };
}

function ruleJson({ name, description, location, value }: RuleRecord): RuleJson {
  const { line, column, offset } = location.file.positionAt(location.span.start);
  return {
    desc: description,
    ident: name,
    position: { filename: location.file.name, offset, line, column },
    value: value === undefined ? null : toJson(value),
  };
}
