import type { Actor } from "../../../domain/access/actor.js";
import type { PolicyDetails } from "../../../domain/policies/policy.js";
import type { PolicySetService } from "../../../domain/policy-sets/policy-set-service.js";
import { encodePolicySet } from "../policy-sets/wire.js";

/** What `include` can bring with policies. */
export const policiesWithSets =
  (policySets: Pick<PolicySetService, "readable">) =>
  (actor: Actor, found: readonly PolicyDetails[]) => ({
    policy_sets: async () => {
      const ids = found.flatMap((policy) => policy.policySetIds);
      return (await policySets.readable(actor, ids)).map(encodePolicySet);
    },
  });
