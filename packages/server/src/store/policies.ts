import type { Kysely, SelectQueryBuilder } from "kysely";
import type { EnforcementLevel } from "../domain/enforcement-level.js";
import { NotFound } from "../domain/errors.js";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { Page, PageRequest } from "../domain/page.js";
import type { Policy, PolicyDetails, PolicyId, PolicyKind } from "../domain/policies/policy.js";
import type { PolicyQuery, PolicySort, PolicyStore } from "../domain/policies/policy-store.js";
import { bytesOrNull, textOrNull } from "./columns.js";
import { countRows } from "./counting.js";
import { groupBy } from "./grouping.js";
import { isNameTaken } from "./name-in-organization.js";
import {
  byName,
  countedPage,
  inParts,
  missingFirst,
  missingLast,
  nameContains,
  windowOf,
} from "./paging.js";
import type { PolicyRow, Tables } from "./schema.js";

const ORDERS = {
  name: { column: "name", ascending: "asc", descending: "desc" },
  updatedAt: { column: "updated_at", ascending: missingFirst, descending: missingLast },
} as const;

/** Names are unique within an organization, so they settle every order. */
const BY_NAME: PolicySort = { by: "name", descending: false };

export class SqlPolicyStore implements PolicyStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(id: PolicyId): Promise<PolicyDetails> {
    const [policy] = await this.getMany([id]);
    if (policy === undefined) throw new NotFound("policy", id);
    return policy;
  }

  async getForUpdate(id: PolicyId): Promise<PolicyDetails> {
    const locked = this.db.selectFrom("policies").selectAll().where("id", "=", id).forUpdate();
    const [policy] = await this.withSets(await locked.execute());
    if (policy === undefined) throw new NotFound("policy", id);
    return policy;
  }

  async getMany(ids: readonly PolicyId[]): Promise<readonly PolicyDetails[]> {
    const rows = await inParts(ids, (part) =>
      this.db.selectFrom("policies").selectAll().where("id", "in", part).execute(),
    );
    return (await this.withSets(rows)).sort(byName);
  }

  async withoutSets(
    organization: OrganizationName,
    kind: PolicyKind,
  ): Promise<readonly { readonly id: PolicyId; readonly name: string }[]> {
    return this.db
      .selectFrom("policies")
      .select(["id", "name"])
      .where("organization", "=", organization)
      .where("kind", "=", kind)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("policy_set_policies")
              .select("policy_id")
              .whereRef("policy_id", "=", "policies.id"),
          ),
        ),
      )
      .orderBy("name")
      .execute();
  }

  isNameTaken(organization: OrganizationName, name: string): Promise<boolean> {
    return isNameTaken(this.db, "policies", organization, name);
  }

  async list(
    organization: OrganizationName,
    { search, kind, sort }: PolicyQuery,
    page: PageRequest,
  ): Promise<Page<PolicyDetails>> {
    const { offset, limit } = windowOf(page);
    let query = this.db.selectFrom("policies").where("organization", "=", organization);
    if (search !== undefined) query = query.where(nameContains(search));
    if (kind !== undefined) query = query.where("kind", "=", kind);
    const ordered = <Output>(unordered: SelectQueryBuilder<Tables, "policies", Output>) =>
      [...sort, BY_NAME].reduce((rest, { by, descending }) => {
        const order = ORDERS[by];
        return rest.orderBy(order.column, descending ? order.descending : order.ascending);
      }, unordered);
    // An index alone tells the names of a page, however far into the list: the rows before it are not read.
    const names = ordered(query.select("name")).limit(limit).offset(offset);
    const found = this.db
      .selectFrom("policies")
      .selectAll()
      .where("organization", "=", organization)
      .where("name", "in", names);
    const rows = await ordered(found).execute();
    return countedPage(page, await countRows(query), await this.withSets(rows));
  }

  async insert(policy: Policy): Promise<void> {
    await this.db.insertInto("policies").values(toRow(policy)).execute();
  }

  async save(policy: Policy): Promise<void> {
    await this.db.updateTable("policies").set(toRow(policy)).where("id", "=", policy.id).execute();
  }

  async delete(id: PolicyId): Promise<void> {
    await this.db.deleteFrom("policies").where("id", "=", id).execute();
  }

  private async withSets(rows: readonly PolicyRow[]): Promise<PolicyDetails[]> {
    const members = await inParts(
      rows.map((row) => row.id),
      (part) =>
        this.db
          .selectFrom("policy_set_policies")
          .innerJoin("policy_sets", "policy_sets.id", "policy_set_policies.policy_set_id")
          .select(["policy_id", "policy_set_id"])
          .where("policy_id", "in", part)
          .orderBy("policy_sets.name")
          .execute(),
    );
    const sets = groupBy(
      members,
      (member) => member.policy_id,
      (member) => member.policy_set_id,
    );
    return rows.map((row) => ({ ...toPolicy(row), policySetIds: sets.get(row.id) ?? [] }));
  }
}

function toPolicy(row: PolicyRow): Policy {
  return {
    id: row.id,
    organization: row.organization,
    name: row.name,
    kind: row.kind as PolicyKind,
    description: textOrNull(row.description),
    query: textOrNull(row.query),
    enforcementLevel: row.enforcement_level as EnforcementLevel,
    code: row.code,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toRow(policy: Policy): PolicyRow {
  return {
    id: policy.id,
    organization: policy.organization,
    name: policy.name,
    kind: policy.kind,
    description: bytesOrNull(policy.description),
    query: bytesOrNull(policy.query),
    enforcement_level: policy.enforcementLevel,
    code: policy.code,
    created_at: policy.createdAt,
    updated_at: policy.updatedAt,
  };
}
