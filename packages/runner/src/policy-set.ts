import { type Environment, merged } from "./environment.js";
import { evaluatePolicy, type PolicyResult } from "./evaluate-policy.js";
import type { Policy } from "./policy.js";
import type { ProgramCache } from "./program-cache.js";

/** Policies that are checked together, with what they share. */
export interface PolicySet {
  readonly name: string;
  readonly policies: readonly Policy[];
  /** Its folder, if that is part of the user's own files; reports then point to them. */
  readonly folder?: string;
  /** What the set itself gives to its policies. */
  readonly environment: Environment;
}

export interface PolicySetResult {
  readonly name: string;
  readonly folder?: string;
  readonly results: readonly PolicyResult[];
}

/** What the policies of a set are evaluated in: its own imports win over others, given parameters over its own. */
export function environmentIn(
  { environment: own }: Pick<PolicySet, "environment">,
  given: Environment,
): Environment {
  return {
    ...own,
    ...given,
    imports: merged(given.imports, own.imports),
    importSettings: own.importSettings ?? new Map(),
    params: merged(own.params, given.params),
    globals: merged(own.globals, given.globals),
  };
}

/**
 * Evaluates every policy of a set, in order, whatever the others come to. `environment` holds what
 * does not depend on the set; the set's own imports and parameters win over it.
 */
export function evaluatePolicySet(
  set: PolicySet,
  environment: Environment,
  programs: ProgramCache,
  onStart: (policy: Policy) => void = () => {},
): PolicySetResult {
  const combined = environmentIn(set, environment);
  const results = set.policies.map((policy) => {
    onStart(policy);
    return evaluatePolicy(policy, combined, programs);
  });
  return { name: set.name, results, ...(set.folder === undefined ? {} : { folder: set.folder }) };
}
