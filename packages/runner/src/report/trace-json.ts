import {
  compareUtf8,
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
  /** Ours: `file:line:column` where the undefined value of `main` arose; missing for all others. */
  readonly undefined_at?: string;
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
  const { description, error, output, status, rules, undefinedAt } = outcome;
  return {
    description,
    error: error === undefined ? null : renderDiagnosticLine(error),
    print: output,
    result: status === "pass",
    rules: rulesByName(rules),
    status,
    ...(undefinedAt === undefined
      ? {}
      : { undefined_at: undefinedAt.file.describe(undefinedAt.span) }),
  };
}

/** By name, sorted. Where a module has a rule of the same name, the policy's is the one. */
function rulesByName(rules: readonly RuleRecord[]): Record<string, RuleJson> {
  const byName = new Map<string, RuleJson>();
  for (const rule of inTraceOrder(rules))
    if (!byName.has(rule.name)) byName.set(rule.name, ruleJson(rule));
  return Object.fromEntries([...byName].sort(([a], [b]) => compareUtf8(a, b)));
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
