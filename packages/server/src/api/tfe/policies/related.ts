import type { Actor } from "../../../domain/access/actor.js";
import type { PolicyDetails } from "../../../domain/policies/policy.js";
import type { PolicySetService } from "../../../domain/policy-sets/policy-set-service.js";
import { encodePolicySet } from "../policy-sets/wire.js";
import type { Site } from "../site.js";

/** What `include` can bring with policies. */
export const policiesWithSets =
  (policySets: Pick<PolicySetService, "readable">, site: Pick<Site, "baseUrl">) =>
  (actor: Actor, found: readonly PolicyDetails[]) => ({
    policy_sets: async () => {
      const ids = found.flatMap((policy) => policy.policySetIds);
      const sets = await policySets.readable(actor, ids);
      return sets.map((set) => encodePolicySet(set, site));
    },
  });
