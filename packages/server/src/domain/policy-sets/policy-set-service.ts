import type { Actor } from "../access/actor.js";
import { anySubject, subject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import { isEmptyChange } from "../change.js";
import type { Environment } from "../environment.js";
import { Invalid, type Problem } from "../errors.js";
import type { JsonValue } from "../json.js";
import { TAKEN } from "../names.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { Transaction } from "../store.js";
import { newestVersion } from "../tool-versions/tool-version.js";
import type { Link, RepositoryLinking } from "../vcs/repository-linking.js";
import { policyMemberProblems } from "./membership.js";
import {
  createPolicySet,
  type PolicySet,
  type PolicySetChange,
  type PolicySetDetails,
  type PolicySetDraft,
  type PolicySetId,
  policySetAttributeProblems,
  tagScopeProblems,
  updatePolicySet,
} from "./policy-set.js";
import type { PolicySetQuery } from "./policy-set-store.js";
import { SCOPE_LISTS, type ScopeChange, scopeAfter, scopeProblems } from "./scope.js";

export class PolicySetService {
  constructor(
    private readonly environment: Environment,
    private readonly linking: RepositoryLinking,
  ) {}

  async list(
    actor: Actor,
    organization: OrganizationName,
    query: PolicySetQuery,
    page: PageRequest,
  ): Promise<Page<PolicySetDetails>> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "list", anySubject("policy set", organization));
      return tx.policySets.list(organization, query, page);
    });
  }

  async get(actor: Actor, id: PolicySetId): Promise<PolicySetDetails> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const set = await tx.policySets.get(id);
      access.require(actor, "read", subject("policy set", set));
      return set;
    });
  }

  /** Those of the given ones that exist and that the actor may read. */
  async readable(actor: Actor, ids: readonly PolicySetId[]): Promise<readonly PolicySetDetails[]> {
    const { store, access } = this.environment;
    const found = await store.read((tx) => tx.policySets.getMany(ids));
    return found.filter((set) => access.permits(actor, "read", subject("policy set", set)));
  }

  async create(
    actor: Actor,
    organization: OrganizationName,
    draft: PolicySetDraft,
  ): Promise<PolicySetDetails> {
    const { store, access, clock, ids } = this.environment;
    await store.read(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "create", anySubject("policy set", organization));
    });
    const link = await this.linking.prepare({ id: "", organization }, null, draft);
    return store.transaction(async (tx) => {
      await tx.organizations.get(organization);
      const created = createPolicySet(await withToolVersion(tx, draft), {
        id: ids.next("polset"),
        organization,
        createdAt: clock.now(),
      });
      const set = { ...created, isVersioned: link.kind === "linked" };
      const { policyIds = [], scope = {} } = draft;
      const problems: Problem[] = [
        ...policySetAttributeProblems(set),
        ...(await policyMemberProblems(tx, set, policyIds)),
        ...(await scopeProblems(tx, set, scope)),
        ...tagScopeProblems(set, scope),
      ];
      if (await tx.policySets.isNameTaken(organization, set.name)) {
        problems.push({ field: "name", message: TAKEN });
      }
      Invalid.throwIfAny(problems);
      await tx.policySets.insert(set);
      await tx.policySets.addPolicies(set.id, policyIds);
      await replaceScope(tx, set.id, scope);
      await this.linking.apply(tx, set.id, link);
      await tx.audit.append(
        auditEntry(set.createdAt, actor, "create", subject("policy set", set), {
          name: set.name,
          isGlobal: set.isGlobal,
          ...linkDetails(link),
          ...tagDetails(set),
          policies: policyIds,
          ...scopeDetails(scope),
        }),
      );
      return tx.policySets.get(set.id);
    });
  }

  async update(actor: Actor, id: PolicySetId, change: PolicySetChange): Promise<PolicySetDetails> {
    const { store, access, clock } = this.environment;
    const before = await store.read(async (tx) => {
      const set = await tx.policySets.get(id);
      access.require(actor, "update", subject("policy set", set));
      return set;
    });
    const link = await this.linking.prepare(before, before.repository, change);
    return store.transaction(async (tx) => {
      const set = await tx.policySets.getForUpdate(id);
      access.require(actor, "update", subject("policy set", set));
      if (isEmptyChange(change)) return set;
      const changed = updatePolicySet(set, change, clock.now());
      const updated = { ...changed, isVersioned: set.isVersioned || link.kind === "linked" };
      const problems: Problem[] = [
        ...linkProblems(set, link),
        ...policySetAttributeProblems(updated),
        ...(await scopeProblems(tx, updated, change.scope ?? {})),
        ...tagScopeProblems(updated, { ...set.scope, ...scopeAfter(updated, change.scope) }),
      ];
      const isRenamed = updated.name !== set.name;
      if (isRenamed && (await tx.policySets.isNameTaken(set.organization, updated.name))) {
        problems.push({ field: "name", message: TAKEN });
      }
      Invalid.throwIfAny(problems);
      await tx.policySets.save(updated);
      const scope = scopeAfter(updated, change.scope);
      await replaceScope(tx, id, scope);
      await this.linking.apply(tx, id, link);
      await tx.audit.append(
        auditEntry(updated.updatedAt, actor, "update", subject("policy set", set), {
          name: updated.name,
          isGlobal: updated.isGlobal,
          ...linkDetails(link),
          ...tagDetails(updated),
          ...scopeDetails(scope),
        }),
      );
      return tx.policySets.get(id);
    });
  }

  async delete(actor: Actor, id: PolicySetId): Promise<void> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const set = await tx.policySets.getForUpdate(id);
      access.require(actor, "delete", subject("policy set", set));
      await tx.policySets.delete(id);
      await tx.audit.append(
        auditEntry(clock.now(), actor, "delete", subject("policy set", set), { name: set.name }),
      );
    });
  }
}

/** COMPAT (Policy Sets API, policy-tool-version): a set for OPA has the newest when it is created. */
async function withToolVersion(tx: Transaction, draft: PolicySetDraft): Promise<PolicySetDraft> {
  if (draft.kind !== "opa" || draft.policyToolVersion) return draft;
  return { ...draft, policyToolVersion: newestVersion(await tx.toolVersions.offered("opa")) };
}

/** COMPAT (Policy Sets API, vcs-repo): a repository and policies of the set's own exclude each other. */
function linkProblems({ policyIds }: PolicySetDetails, { kind }: Link): Problem[] {
  if (kind !== "linked" || policyIds.length === 0) return [];
  const message = "cannot be used while the policy set has policies of its own";
  return [{ field: "vcsRepo", message }];
}

function linkDetails(link: Link): { [key: string]: JsonValue } {
  if (link.kind === "unchanged") return {};
  if (link.kind === "removed") return { repository: null };
  const { identifier, branch, policiesPath } = link.repository;
  return { repository: { identifier, branch, policiesPath } };
}

/** Gives each list that is stated exactly these members. */
async function replaceScope(tx: Transaction, id: PolicySetId, scope: ScopeChange): Promise<void> {
  for (const list of SCOPE_LISTS) {
    const ids = scope[list];
    if (ids !== undefined) await tx.policySets.replaceScope(id, list, ids);
  }
}

function tagDetails({ tagSelectors, tagMatching }: PolicySet): { [key: string]: JsonValue } {
  if (tagSelectors.length === 0) return {};
  return { tagSelectors: tagSelectors.map((each) => ({ ...each })), tagMatching };
}

function scopeDetails(scope: ScopeChange): { [list: string]: JsonValue } {
  const stated = SCOPE_LISTS.flatMap((list) => {
    const ids = scope[list];
    return ids === undefined ? [] : [[list, ids] as const];
  });
  return Object.fromEntries(stated);
}
