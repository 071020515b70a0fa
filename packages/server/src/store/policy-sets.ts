import type { Kysely } from "kysely";
import { NotFound } from "../domain/errors.js";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { Page, PageRequest } from "../domain/page.js";
import type { PolicyId, PolicyKind } from "../domain/policies/policy.js";
import type {
  EnforcedSet,
  PolicySet,
  PolicySetDetails,
  PolicySetId,
} from "../domain/policy-sets/policy-set.js";
import type { PolicySetQuery, PolicySetStore } from "../domain/policy-sets/policy-set-store.js";
import type { ScopeList } from "../domain/policy-sets/scope.js";
import {
  isExcludedByTags,
  isIncludedByTags,
  type TagMatching,
} from "../domain/policy-sets/tag-selector.js";
import { effectiveTags, type TagBinding } from "../domain/tags/tag.js";
import type { Workspace } from "../domain/workspaces/workspace.js";
import { bytesOrNull, fromJson, json, textOrNull, truth, truthOrNull } from "./columns.js";
import { countRows } from "./counting.js";
import { lockRow } from "./locking.js";
import { isNameTaken } from "./name-in-organization.js";
import { byName, countedPage, inParts, nameContains, windowOf } from "./paging.js";
import { PolicySetPolicyTable } from "./policy-set-policies.js";
import { PolicySetScopeTables } from "./policy-set-scopes.js";
import { versionsOfSets } from "./policy-set-versions.js";
import { repositoriesOf } from "./repositories.js";
import type { PolicySetRow, Tables } from "./schema.js";
import { TagBindingTables } from "./tag-bindings.js";

export class SqlPolicySetStore implements PolicySetStore {
  private readonly members: PolicySetPolicyTable;
  private readonly scopes: PolicySetScopeTables;

  constructor(private readonly db: Kysely<Tables>) {
    this.members = new PolicySetPolicyTable(db);
    this.scopes = new PolicySetScopeTables(db);
  }

  async get(id: PolicySetId): Promise<PolicySetDetails> {
    const [set] = await this.getMany([id]);
    if (set === undefined) throw new NotFound("policy set", id);
    return set;
  }

  async getForUpdate(id: PolicySetId): Promise<PolicySetDetails> {
    await lockRow(this.db, "policy_sets", id);
    return this.get(id);
  }

  async getMany(ids: readonly PolicySetId[]): Promise<readonly PolicySetDetails[]> {
    const rows = await inParts(ids, (part) =>
      this.db.selectFrom("policy_sets").selectAll().where("id", "in", part).execute(),
    );
    return (await this.withMembers(rows)).sort(byName);
  }

  isNameTaken(organization: OrganizationName, name: string): Promise<boolean> {
    return isNameTaken(this.db, "policy_sets", organization, name);
  }

  async list(
    organization: OrganizationName,
    { search, kind, isVersioned }: PolicySetQuery,
    page: PageRequest,
  ): Promise<Page<PolicySetDetails>> {
    const { offset, limit } = windowOf(page);
    let query = this.db.selectFrom("policy_sets").where("organization", "=", organization);
    if (search !== undefined) query = query.where(nameContains(search));
    if (kind !== undefined) query = query.where("kind", "=", kind);
    if (isVersioned !== undefined) query = query.where("is_versioned", "=", truth(isVersioned));
    const rows = await query.selectAll().orderBy("name").limit(limit).offset(offset).execute();
    return countedPage(page, await countRows(query), await this.withMembers(rows));
  }

  async enforcedOn(workspace: Workspace): Promise<readonly EnforcedSet[]> {
    const candidates = await this.db
      .selectFrom("policy_sets")
      .selectAll()
      .where("organization", "=", workspace.organization)
      .where((eb) =>
        eb.or([
          eb("is_global", "=", 1),
          eb("is_tag_scoped", "=", 1),
          eb("id", "in", this.scopes.setsWith("workspaces", workspace.id)),
          eb("id", "in", this.scopes.setsWith("projects", workspace.projectId)),
        ]),
      )
      .where("id", "not in", this.scopes.setsWith("workspaceExclusions", workspace.id))
      .where("id", "not in", this.scopes.setsWith("projectExclusions", workspace.projectId))
      .orderBy("name")
      .execute();
    const tags = await this.tagsOn(workspace);
    const sets = candidates.map(toPolicySet).filter((set) => {
      // A set with selectors is attached to nothing: without them, that it was found is enough.
      const isIncluded = set.isGlobal || !hasInclusion(set) || isIncludedByTags(set, tags);
      return isIncluded && !isExcludedByTags(set, tags);
    });
    const ids = sets.map((set) => set.id);
    const policies = await this.members.policiesOf(ids);
    const versions = await versionsOfSets(this.db, ids);
    return sets.flatMap((set): EnforcedSet[] => {
      const { currentVersionId } = versions(set.id);
      if (currentVersionId !== null) {
        return [{ ...toEnforced(set, []), versionId: currentVersionId }];
      }
      const members = policies.get(set.id) ?? [];
      return members.length > 0 ? [toEnforced(set, members)] : [];
    });
  }

  private async tagsOn({ id, projectId }: Workspace): Promise<readonly TagBinding[]> {
    const bindings = new TagBindingTables(this.db);
    const own = (await bindings.of("workspace", [id]))(id);
    const inherited = (await bindings.of("project", [projectId]))(projectId);
    const tags = effectiveTags(own, inherited);
    return [...tags.own, ...tags.inherited];
  }

  async insert(set: PolicySet): Promise<void> {
    await this.db.insertInto("policy_sets").values(toRow(set)).execute();
  }

  async save(set: PolicySet): Promise<void> {
    await this.db.updateTable("policy_sets").set(toRow(set)).where("id", "=", set.id).execute();
  }

  async delete(id: PolicySetId): Promise<void> {
    await this.db.deleteFrom("policy_sets").where("id", "=", id).execute();
  }

  async addPolicies(id: PolicySetId, policyIds: readonly PolicyId[]): Promise<void> {
    await this.members.addPolicies(id, policyIds);
  }

  async removePolicies(id: PolicySetId, policyIds: readonly PolicyId[]): Promise<void> {
    await this.members.removePolicies(id, policyIds);
  }

  async addToScope(id: PolicySetId, list: ScopeList, ids: readonly string[]): Promise<void> {
    await this.scopes.add(id, list, ids);
  }

  async removeFromScope(id: PolicySetId, list: ScopeList, ids: readonly string[]): Promise<void> {
    await this.scopes.remove(id, list, ids);
  }

  async replaceScope(id: PolicySetId, list: ScopeList, ids: readonly string[]): Promise<void> {
    await this.scopes.clear(id, list);
    await this.scopes.add(id, list, ids);
  }

  private async withMembers(rows: readonly PolicySetRow[]): Promise<PolicySetDetails[]> {
    const ids = rows.map((row) => row.id);
    const policies = await this.members.policiesOf(ids);
    const scopes = await this.scopes.of(ids);
    const versions = await versionsOfSets(this.db, ids);
    const repositories = await repositoriesOf(this.db, ids);
    const everywhere = await this.countWorkspaces(rows.filter((row) => row.is_global === 1));
    return rows.map((row) => {
      const scope = scopes(row.id);
      return {
        ...toPolicySet(row),
        ...versions(row.id),
        repository: repositories(row.id),
        policyIds: (policies.get(row.id) ?? []).map((policy) => policy.id),
        scope,
        workspaceCount: everywhere.get(row.id) ?? scope.workspaces.length,
      };
    });
  }

  /** By global set. */
  private async countWorkspaces(rows: readonly PolicySetRow[]): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const organization of new Set(rows.map((row) => row.organization))) {
      const workspaces = this.db.selectFrom("workspaces").where("organization", "=", organization);
      counts.set(organization, await countRows(workspaces));
    }
    return new Map(rows.map((row) => [row.id, counts.get(row.organization) ?? 0]));
  }
}

/** Whether its selectors say where it is enforced, not only what they leave out. */
function hasInclusion({ tagSelectors }: PolicySet): boolean {
  return tagSelectors.some(({ isExclude }) => !isExclude);
}

function toPolicySet(row: PolicySetRow): PolicySet {
  return {
    id: row.id,
    organization: row.organization,
    name: row.name,
    kind: row.kind as PolicyKind,
    description: textOrNull(row.description),
    isGlobal: row.is_global === 1,
    isAgentEnabled: row.is_agent_enabled === 1,
    policyToolVersion: row.policy_tool_version,
    isOverridable: row.is_overridable === null ? null : row.is_overridable === 1,
    policyUpdatePatterns: fromJson(row.policy_update_patterns),
    isVersioned: row.is_versioned === 1,
    tagSelectors: fromJson(row.tag_selectors),
    tagMatching: row.tag_matching as TagMatching,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toEnforced(set: PolicySet, policies: EnforcedSet["policies"]): EnforcedSet {
  const { id, name, kind, description, isAgentEnabled, isOverridable, policyToolVersion } = set;
  return {
    id,
    name,
    policies,
    kind,
    description,
    isAgentEnabled,
    isOverridable,
    policyToolVersion,
  };
}

function toRow(set: PolicySet): PolicySetRow {
  return {
    id: set.id,
    organization: set.organization,
    name: set.name,
    kind: set.kind,
    description: bytesOrNull(set.description),
    is_global: truth(set.isGlobal),
    is_agent_enabled: truth(set.isAgentEnabled),
    policy_tool_version: set.policyToolVersion,
    is_overridable: truthOrNull(set.isOverridable),
    policy_update_patterns: json(set.policyUpdatePatterns),
    is_versioned: truth(set.isVersioned),
    tag_selectors: json(set.tagSelectors),
    is_tag_scoped: truth(hasInclusion(set)),
    tag_matching: set.tagMatching,
    created_at: set.createdAt,
    updated_at: set.updatedAt,
  };
}
