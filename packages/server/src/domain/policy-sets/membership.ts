import type { Problem } from "../errors.js";
import type { Policy, PolicyId, PolicyKind } from "../policies/policy.js";
import type { Transaction } from "../store.js";
import type { PolicySet, PolicySetId } from "./policy-set.js";

/** Why a policy cannot become a member of these sets. */
export async function policySetProblems(
  tx: Transaction,
  policy: Policy,
  setIds: readonly PolicySetId[],
): Promise<Problem[]> {
  const field = "policySets";
  const sets = new Map((await tx.policySets.getMany(setIds)).map((set) => [set.id, set]));
  return setIds.flatMap((id): Problem[] => {
    const set = sets.get(id);
    if (set?.organization !== policy.organization) {
      return [{ field, missing: { noun: "policy set", id } }];
    }
    if (set.isVersioned) return [versionedProblem(field)];
    return set.kind === policy.kind ? [] : [kindProblem(field, id, set.kind, policy.kind)];
  });
}

/** Why these policies cannot become members of a set. */
export async function policyMemberProblems(
  tx: Transaction,
  set: PolicySet,
  policyIds: readonly PolicyId[],
): Promise<Problem[]> {
  const field = "policies";
  if (policyIds.length > 0 && set.isVersioned) return [versionedProblem(field)];
  const policies = new Map((await tx.policies.getMany(policyIds)).map((each) => [each.id, each]));
  return policyIds.flatMap((id): Problem[] => {
    const policy = policies.get(id);
    if (policy?.organization !== set.organization) {
      return [{ field, missing: { noun: "policy", id } }];
    }
    return policy.kind === set.kind ? [] : [kindProblem(field, id, policy.kind, set.kind)];
  });
}

function versionedProblem(field: string): Problem {
  return { field, message: "cannot be members of a policy set that has versions" };
}

function kindProblem(field: string, id: string, kind: PolicyKind, wanted: PolicyKind): Problem {
  return { field, message: `cannot include "${id}": its kind is ${kind}, not ${wanted}` };
}
