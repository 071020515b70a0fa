import type { Kysely } from "kysely";
import type { PolicyId } from "../domain/policies/policy.js";
import type { PolicySetId } from "../domain/policy-sets/policy-set.js";
import { groupBy } from "./grouping.js";
import { inParts } from "./paging.js";
import type { Tables } from "./schema.js";

/** The table that says which policies a set has. */
export class PolicySetPolicyTable {
  constructor(private readonly db: Kysely<Tables>) {}

  /** By set, in the order of the policies' names. */
  async policiesOf(
    setIds: readonly PolicySetId[],
  ): Promise<
    ReadonlyMap<PolicySetId, readonly { readonly id: PolicyId; readonly name: string }[]>
  > {
    const rows = await inParts(setIds, (part) =>
      this.db
        .selectFrom("policy_set_policies")
        .innerJoin("policies", "policies.id", "policy_set_policies.policy_id")
        .select(["policy_set_id", "policies.id", "policies.name"])
        .where("policy_set_id", "in", part)
        .orderBy("policies.name")
        .execute(),
    );
    return groupBy(
      rows,
      (row) => row.policy_set_id,
      ({ id, name }) => ({ id, name }),
    );
  }

  async addPolicies(setId: PolicySetId, policyIds: readonly PolicyId[]): Promise<void> {
    await inParts(policyIds, (part) =>
      this.db
        .insertInto("policy_set_policies")
        .values(part.map((id) => ({ policy_set_id: setId, policy_id: id })))
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
  }

  async removePolicies(setId: PolicySetId, policyIds: readonly PolicyId[]): Promise<void> {
    await inParts(policyIds, (part) =>
      this.db
        .deleteFrom("policy_set_policies")
        .where("policy_set_id", "=", setId)
        .where("policy_id", "in", part)
        .execute(),
    );
  }
}
