import type { Problem } from "../errors.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Policy, PolicyId, PolicyKind } from "../policies/policy.js";
import type { Transaction } from "../store.js";
import type { WorkspaceId } from "../workspaces/workspace.js";
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

/** Why a set cannot be attached to these workspaces. */
export async function workspaceMemberProblems(
  tx: Transaction,
  set: PolicySet,
  workspaceIds: readonly WorkspaceId[],
): Promise<Problem[]> {
  if (workspaceIds.length > 0 && set.isGlobal) return [globalProblem("attached")];
  return missingWorkspaces(tx, set.organization, workspaceIds);
}

/** COMPAT (Policy Sets API, notes on attaching and detaching): a global set has no workspaces. */
export function globalProblem(verb: "attached" | "detached"): Problem {
  const message = `cannot be ${verb} one by one while the policy set is global`;
  return { field: "workspaces", message };
}

async function missingWorkspaces(
  tx: Transaction,
  organization: OrganizationName,
  ids: readonly WorkspaceId[],
): Promise<Problem[]> {
  const found = await tx.workspaces.getMany(ids);
  const usable = new Set(
    found.filter((each) => each.organization === organization).map((each) => each.id),
  );
  return ids
    .filter((id) => !usable.has(id))
    .map((id) => ({ field: "workspaces", missing: { noun: "workspace", id } }));
}

function versionedProblem(field: string): Problem {
  return { field, message: "cannot be members of a policy set that has versions" };
}

function kindProblem(field: string, id: string, kind: PolicyKind, wanted: PolicyKind): Problem {
  return { field, message: `cannot include "${id}": its kind is ${kind}, not ${wanted}` };
}
