import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { PolicyId, PolicyKind } from "../policies/policy.js";
import type { Workspace, WorkspaceId } from "../workspaces/workspace.js";
import type { PolicySet, PolicySetDetails, PolicySetId, PolicySetMembers } from "./policy-set.js";

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
  /** Those that are enforced on a workspace and have at least one policy, by name. */
  enforcedOn(workspace: Workspace, kind: PolicyKind): Promise<readonly PolicySetMembers[]>;
  insert(set: PolicySet): Promise<void>;
  save(set: PolicySet): Promise<void>;
  /** Deletes it; its policies stay. */
  delete(id: PolicySetId): Promise<void>;

  /** Members that are there already stay once. */
  addPolicies(id: PolicySetId, policyIds: readonly PolicyId[]): Promise<void>;
  /** What is no member is ignored. */
  removePolicies(id: PolicySetId, policyIds: readonly PolicyId[]): Promise<void>;
  addWorkspaces(id: PolicySetId, workspaceIds: readonly WorkspaceId[]): Promise<void>;
  removeWorkspaces(id: PolicySetId, workspaceIds: readonly WorkspaceId[]): Promise<void>;
}
