import type { Actor } from "../access/actor.js";
import { subject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { Environment } from "../environment.js";
import { Invalid } from "../errors.js";
import type { JsonValue } from "../json.js";
import type { PolicyId } from "../policies/policy.js";
import type { Transaction } from "../store.js";
import type { WorkspaceId } from "../workspaces/workspace.js";
import { globalProblem, policyMemberProblems, workspaceMemberProblems } from "./membership.js";
import type { PolicySetDetails, PolicySetId } from "./policy-set.js";

/** Changes which policies a set has and which workspaces it is attached to: all of a request or none. */
export class MembershipService {
  constructor(private readonly environment: Environment) {}

  async addPolicies(actor: Actor, id: PolicySetId, policyIds: readonly PolicyId[]): Promise<void> {
    return this.change(actor, id, { addedPolicies: policyIds }, async (tx, set) => {
      Invalid.throwIfAny(await policyMemberProblems(tx, set, policyIds));
      await tx.policySets.addPolicies(id, policyIds);
    });
  }

  async removePolicies(
    actor: Actor,
    id: PolicySetId,
    policyIds: readonly PolicyId[],
  ): Promise<void> {
    return this.change(actor, id, { removedPolicies: policyIds }, (tx) =>
      tx.policySets.removePolicies(id, policyIds),
    );
  }

  async addWorkspaces(
    actor: Actor,
    id: PolicySetId,
    workspaceIds: readonly WorkspaceId[],
  ): Promise<void> {
    return this.change(actor, id, { addedWorkspaces: workspaceIds }, async (tx, set) => {
      Invalid.throwIfAny(await workspaceMemberProblems(tx, set, workspaceIds));
      await tx.policySets.addWorkspaces(id, workspaceIds);
    });
  }

  async removeWorkspaces(
    actor: Actor,
    id: PolicySetId,
    workspaceIds: readonly WorkspaceId[],
  ): Promise<void> {
    return this.change(actor, id, { removedWorkspaces: workspaceIds }, async (tx, set) => {
      if (set.isGlobal) throw new Invalid([globalProblem("detached")]);
      await tx.policySets.removeWorkspaces(id, workspaceIds);
    });
  }

  private async change(
    actor: Actor,
    id: PolicySetId,
    details: { readonly [key: string]: JsonValue },
    apply: (tx: Transaction, set: PolicySetDetails) => Promise<void>,
  ): Promise<void> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const set = await tx.policySets.getForUpdate(id);
      access.require(actor, "update", subject("policy set", set));
      await apply(tx, set);
      await tx.audit.append(
        auditEntry(clock.now(), actor, "update", subject("policy set", set), details),
      );
    });
  }
}
