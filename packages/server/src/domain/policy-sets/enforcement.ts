import type { Compat } from "../compat.js";
import type { PolicyKind } from "../policies/policy.js";
import type { Transaction } from "../store.js";
import type { Workspace } from "../workspaces/workspace.js";
import type { EnforcedSet, PolicySetMembers } from "./policy-set.js";

/** What is enforced on a workspace, by how it is carried out. */
export interface Enforcement {
  /** What the policy check looks at. */
  readonly checked: readonly PolicySetMembers[];
  /** What the stage after the plan evaluates, one evaluation a kind. */
  readonly evaluated: readonly KindOfSets[];
}

export interface KindOfSets {
  readonly kind: PolicyKind;
  readonly sets: readonly EvaluatedSet[];
}

/** A set as an evaluation remembers it. */
export type EvaluatedSet = PolicySetMembers &
  Pick<EnforcedSet, "description" | "isOverridable" | "policyToolVersion">;

/** The name and id under which policies in no set are reported; no set can have one with spaces. */
export const WITHOUT_SETS = "policies without sets";

/** The order in which kinds are evaluated. */
const KINDS: readonly PolicyKind[] = ["sentinel", "opa"];

export async function enforcementOn(
  tx: Transaction,
  workspace: Workspace,
  { enforcePoliciesWithoutSets }: Compat,
): Promise<Enforcement> {
  const sets = await tx.policySets.enforcedOn(workspace);
  const checked = sets.filter((set) => !isEvaluated(set)).map(toMembers);
  if (enforcePoliciesWithoutSets) {
    const policies = await tx.policies.withoutSets(workspace.organization, "sentinel");
    if (policies.length > 0) checked.push({ id: WITHOUT_SETS, name: WITHOUT_SETS, policies });
  }
  const evaluated = sets.filter(isEvaluated);
  return {
    checked,
    evaluated: KINDS.map((kind) => ({
      kind,
      sets: evaluated.filter((set) => set.kind === kind).map(toEvaluated),
    })).filter(({ sets: ofKind }) => ofKind.length > 0),
  };
}

/** COMPAT (Policy Sets API, `agent-enabled`): Sentinel is checked unless the set says otherwise. */
function isEvaluated({ kind, isAgentEnabled }: EnforcedSet): boolean {
  return kind === "opa" || isAgentEnabled;
}

function toMembers({ id, name, policies, versionId }: EnforcedSet): PolicySetMembers {
  return { id, name, policies, ...(versionId !== undefined && { versionId }) };
}

function toEvaluated(set: EnforcedSet): EvaluatedSet {
  const { description, isOverridable, policyToolVersion } = set;
  return { ...toMembers(set), description, isOverridable, policyToolVersion };
}
