import {
  defaultLimits,
  type Environment,
  evaluatePolicy,
  type PolicyResult,
  type ProgramCache,
} from "@portcullis/runner";
import type { Terminal } from "../command.js";
import { giveParams } from "./given-params.js";
import type { Loaded } from "./load-policies.js";

export interface ApplyOptions {
  /** Values of `-param`, by name. */
  readonly params: ReadonlyMap<string, string>;
  /** Milliseconds that all policies together may take; missing for the limit of each. */
  readonly timeout: number | undefined;
  readonly programs: ProgramCache;
}

/**
 * Evaluates policies in their order. A failure that is not advisory ends a set, unless its
 * configuration applies all (Enforcement levels).
 */
export async function applyPolicies(
  { policies, environment, appliesAll }: Loaded,
  { params, timeout, programs }: ApplyOptions,
  terminal: Terminal,
): Promise<PolicyResult[]> {
  const ready = [];
  // Whoever is asked for values is asked before anything runs, and does so in no hurry.
  for (const policy of policies) {
    const { program } = programs.compile(policy.fileName, policy.text);
    ready.push(
      program === undefined
        ? policy
        : await giveParams(policy, program, environment, params, terminal),
    );
  }
  const limited = limitTime(environment, timeout);
  const results: PolicyResult[] = [];
  for (const policy of ready) {
    const result = evaluatePolicy(policy, limited(), programs);
    results.push(result);
    const stops = policy.enforcementLevel !== "advisory" && result.outcome.status !== "pass";
    if (stops && !appliesAll) break;
  }
  return results;
}

/** Each policy gets what the ones before it have left of the time. */
function limitTime(environment: Environment, timeout: number | undefined): () => Environment {
  if (timeout === undefined) return () => environment;
  const started = performance.now();
  return () => {
    const left = Math.max(0, Math.ceil(timeout - (performance.now() - started)));
    return { ...environment, limits: { ...defaultLimits, milliseconds: left } };
  };
}
