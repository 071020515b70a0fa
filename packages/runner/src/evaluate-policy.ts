import {
  type Diagnostic,
  evaluate,
  type Location,
  type Outcome,
  SourceFile,
} from "@portcullis/language";
import { createHost, type Environment } from "./environment.js";
import type { Policy } from "./policy.js";
import type { ProgramCache } from "./program-cache.js";

export interface PolicyResult {
  readonly policy: Policy;
  readonly outcome: Outcome;
  /** Why the policy could not be compiled; empty when it was. */
  readonly compileErrors: readonly Diagnostic[];
  /** Where `main` is given its value, if the policy was compiled and does that at the top of its file. */
  readonly main?: Location;
  /** Addresses of the plan's resources that its output or the values of its rules name. */
  readonly resources?: readonly string[];
}

/** Compiles and evaluates a policy. One that cannot be compiled has the outcome "error". */
export function evaluatePolicy(
  policy: Policy,
  environment: Environment,
  programs: ProgramCache,
): PolicyResult {
  const { program, diagnostics } = programs.compile(policy.fileName, policy.text, policy.path);
  if (program === undefined)
    return { policy, outcome: failedBy(diagnostics[0]), compileErrors: diagnostics };
  const outcome = evaluate(program, createHost(environment, policy.params));
  const { mainSpan: span, source: file } = program;
  return { policy, outcome, compileErrors: [], ...(span && { main: { file, span } }) };
}

/** The result of a policy that cannot be evaluated at all, for the given reason. */
export function notEvaluated(policy: Policy, reason: string): PolicyResult {
  const file = new SourceFile(policy.fileName, "");
  const location = { file, span: { start: 0, end: 0 } };
  const outcome = failedBy({ code: "not-evaluated", message: reason, location });
  return { policy, outcome, compileErrors: [] };
}

function failedBy(error: Diagnostic | undefined): Outcome {
  return {
    status: "error",
    value: undefined,
    rules: [],
    output: "",
    description: "",
    cost: { steps: 0, elements: 0, milliseconds: 0 },
    ...(error === undefined ? {} : { error }),
  };
}
