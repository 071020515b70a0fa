import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { PolicyId } from "../policies/policy.js";
import type { Workspace } from "../workspaces/workspace.js";
import type { EnforcedSet, PolicySet, PolicySetDetails, PolicySetId } from "./policy-set.js";
import type { ScopeList } from "./scope.js";

export interface PolicySetQuery {
  /** Keeps those whose name contains it, whatever the case of its letters. */
  readonly search?: string | undefined;
  readonly kind?: string | undefined;
  readonly isVersioned?: boolean | undefined;
}

export interface PolicySetStore {
  /** @throws NotFound */
  get(id: PolicySetId): Promise<PolicySetDetails>;
  /** As `get`, and no other transaction changes it until this one ends. */
  getForUpdate(id: PolicySetId): Promise<PolicySetDetails>;
  /** Those that exist, by name. */
  getMany(ids: readonly PolicySetId[]): Promise<readonly PolicySetDetails[]>;
  isNameTaken(organization: OrganizationName, name: string): Promise<boolean>;
  /** By name. */
  list(
    organization: OrganizationName,
    query: PolicySetQuery,
    page: PageRequest,
  ): Promise<Page<PolicySetDetails>>;
  /**
   * Those that are enforced on a workspace and have at least one policy or a version that is ready, by name: global ones and those
   * attached to it or to its project, without those that leave either out.
   */
  enforcedOn(workspace: Workspace): Promise<readonly EnforcedSet[]>;
  insert(set: PolicySet): Promise<void>;
  save(set: PolicySet): Promise<void>;
  /** Deletes it; its policies stay. */
  delete(id: PolicySetId): Promise<void>;

  /** Members that are there already stay once. */
  addPolicies(id: PolicySetId, policyIds: readonly PolicyId[]): Promise<void>;
  /** What is no member is ignored. */
  removePolicies(id: PolicySetId, policyIds: readonly PolicyId[]): Promise<void>;
  /** Members that are there already stay once. */
  addToScope(id: PolicySetId, list: ScopeList, ids: readonly string[]): Promise<void>;
  /** What is no member is ignored. */
  removeFromScope(id: PolicySetId, list: ScopeList, ids: readonly string[]): Promise<void>;
  /** The list has these members afterwards, and no others. */
  replaceScope(id: PolicySetId, list: ScopeList, ids: readonly string[]): Promise<void>;
}
