import { resourceAddresses, type TerraformData } from "@portcullis/terraform-data";
import { type Environment, planImports } from "./environment.js";
import type { PolicyResult } from "./evaluate-policy.js";
import { sensitiveValuesHider } from "./hide-sensitive.js";
import { namedResources } from "./named-resources.js";
import { evaluatePolicySet, type PolicySet, type PolicySetResult } from "./policy-set.js";
import type { ProgramCache } from "./program-cache.js";

export interface CheckPlanOptions {
  /** What does not depend on plan and set. */
  readonly environment: Environment;
  readonly programs: ProgramCache;
  /** Whether sensitive values are hidden in what policies print, too. */
  readonly redactPrinted: boolean;
}

/**
 * Evaluates every policy of every set over a plan, and makes the results fit to be shown: without
 * sensitive values, and with the resources that failing policies name. Throws `MalformedDocument`.
 */
export function checkPlan(
  sets: readonly PolicySet[],
  data: TerraformData,
  { environment, programs, redactPrinted }: CheckPlanOptions,
): PolicySetResult[] {
  const imports = new Map([...environment.imports, ...planImports(data)]);
  const hide = sensitiveValuesHider(data, { printed: redactPrinted });
  let addresses: Set<string> | undefined;
  const present = (result: PolicyResult): PolicyResult => {
    const shown = hide(result);
    if (shown.outcome.status === "pass") return shown;
    addresses ??= resourceAddresses(data.plan);
    return { ...shown, resources: namedResources(shown.outcome, addresses) };
  };
  return sets.map((set) => {
    const result = evaluatePolicySet(set, { ...environment, imports }, programs);
    return { ...result, results: result.results.map(present) };
  });
}
