import type { Actor } from "../access/actor.js";
import { subject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { Environment } from "../environment.js";
import { Invalid } from "../errors.js";
import type { JsonValue } from "../json.js";
import type { PolicyId } from "../policies/policy.js";
import type { Transaction } from "../store.js";
import { policyMemberProblems } from "./membership.js";
import { type PolicySetDetails, type PolicySetId, tagScopeProblems } from "./policy-set.js";
import { ATTACHMENTS, closedProblem, isClosed, type ScopeList, scopeProblems } from "./scope.js";
import { type TagSelector, withoutSelectors, withSelectors } from "./tag-selector.js";

/** Changes which policies a set has and where it is enforced: all of a request or none. */
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

  async addToScope(
    actor: Actor,
    id: PolicySetId,
    list: ScopeList,
    ids: readonly string[],
  ): Promise<void> {
    return this.change(actor, id, { list, added: ids }, async (tx, set) => {
      Invalid.throwIfAny([
        ...(await scopeProblems(tx, set, { [list]: ids })),
        ...(ATTACHMENTS.includes(list) ? tagScopeProblems(set, { [list]: ids }) : []),
      ]);
      await tx.policySets.addToScope(id, list, ids);
    });
  }

  async removeFromScope(
    actor: Actor,
    id: PolicySetId,
    list: ScopeList,
    ids: readonly string[],
  ): Promise<void> {
    return this.change(actor, id, { list, removed: ids }, async (tx, set) => {
      if (isClosed(set, list)) throw new Invalid([closedProblem(list, "detached")]);
      await tx.policySets.removeFromScope(id, list, ids);
    });
  }

  /** Those that are there already stay once. */
  async addTagSelectors(
    actor: Actor,
    id: PolicySetId,
    selectors: readonly TagSelector[],
  ): Promise<void> {
    return this.change(actor, id, { addedTagSelectors: toJson(selectors) }, async (tx, set) => {
      const tagSelectors = withSelectors(set.tagSelectors, selectors);
      const changed = { ...set, tagSelectors };
      Invalid.throwIfAny(tagScopeProblems(changed, set.scope));
      await tx.policySets.save(changed);
    });
  }

  /** Those that are not there are ignored. */
  async removeTagSelectors(
    actor: Actor,
    id: PolicySetId,
    selectors: readonly TagSelector[],
  ): Promise<void> {
    return this.change(actor, id, { removedTagSelectors: toJson(selectors) }, async (tx, set) => {
      const tagSelectors = withoutSelectors(set.tagSelectors, selectors);
      await tx.policySets.save({ ...set, tagSelectors });
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

function toJson(selectors: readonly TagSelector[]): JsonValue {
  return selectors.map((selector) => ({ ...selector }));
}
