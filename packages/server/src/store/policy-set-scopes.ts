import type { Kysely } from "kysely";
import type { PolicySetId } from "../domain/policy-sets/policy-set.js";
import { SCOPE_LISTS, type Scope, type ScopeList } from "../domain/policy-sets/scope.js";
import { groupBy } from "./grouping.js";
import { inParts } from "./paging.js";
import type { Tables } from "./schema.js";

const TABLES = {
  workspaces: { rows: "policy_set_workspaces", members: "workspaces" },
  projects: { rows: "policy_set_projects", members: "projects" },
  workspaceExclusions: { rows: "policy_set_workspace_exclusions", members: "workspaces" },
  projectExclusions: { rows: "policy_set_project_exclusions", members: "projects" },
} as const;

/** The tables that say where a set is enforced, one a list, all of the same form. */
export class PolicySetScopeTables {
  constructor(private readonly db: Kysely<Tables>) {}

  /** The scope of each of these sets, every list in the order of its members' names. */
  async of(setIds: readonly PolicySetId[]): Promise<(set: PolicySetId) => Scope> {
    const lists = new Map<ScopeList, ReadonlyMap<PolicySetId, readonly string[]>>();
    for (const list of SCOPE_LISTS) lists.set(list, await this.membersOf(list, setIds));
    const members = (list: ScopeList, set: PolicySetId) => lists.get(list)?.get(set) ?? [];
    return (set) => ({
      workspaces: members("workspaces", set),
      projects: members("projects", set),
      workspaceExclusions: members("workspaceExclusions", set),
      projectExclusions: members("projectExclusions", set),
    });
  }

  /** The ids of the sets of which one list has that member; a part of another query. */
  setsWith(list: ScopeList, member: string) {
    const { table } = this.tablesOf(list);
    return this.db.selectFrom(table).select("policy_set_id").where("member_id", "=", member);
  }

  async add(setId: PolicySetId, list: ScopeList, ids: readonly string[]): Promise<void> {
    const { table } = this.tablesOf(list);
    await inParts(ids, (part) =>
      this.db
        .insertInto(table)
        .values(part.map((id) => ({ policy_set_id: setId, member_id: id })))
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
  }

  async remove(setId: PolicySetId, list: ScopeList, ids: readonly string[]): Promise<void> {
    const { table } = this.tablesOf(list);
    await inParts(ids, (part) =>
      this.db
        .deleteFrom(table)
        .where("policy_set_id", "=", setId)
        .where("member_id", "in", part)
        .execute(),
    );
  }

  async clear(setId: PolicySetId, list: ScopeList): Promise<void> {
    const { table } = this.tablesOf(list);
    await this.db.deleteFrom(table).where("policy_set_id", "=", setId).execute();
  }

  private async membersOf(list: ScopeList, setIds: readonly PolicySetId[]) {
    const { table, members } = this.tablesOf(list);
    const rows = await inParts(setIds, (part) =>
      this.db
        .selectFrom(`${table} as listed`)
        .innerJoin(`${members} as member`, "member.id", "listed.member_id")
        .select(["listed.policy_set_id", "listed.member_id"])
        .where("listed.policy_set_id", "in", part)
        .orderBy("member.name")
        .execute(),
    );
    return groupBy(
      rows,
      (row) => row.policy_set_id,
      (row) => row.member_id,
    );
  }

  /** All of them have the same columns, as far as they are used here: one name stands for its like. */
  private tablesOf(list: ScopeList) {
    const { rows, members } = TABLES[list];
    return {
      table: rows as "policy_set_workspaces",
      members: members as "workspaces",
    };
  }
}
