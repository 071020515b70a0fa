import type { Places } from "../access/access.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { ProjectId } from "../projects/project.js";
import type { Workspace, WorkspaceDetails, WorkspaceId } from "./workspace.js";

export interface WorkspaceQuery {
  /** Only these workspaces and those of these projects; all when absent. */
  readonly within?: "all" | Places | undefined;
  /** Keeps those whose name contains it, whatever the case of its letters. */
  readonly search?: string | undefined;
  /** Keeps those of that name, where `*` stands for anything; whatever the case. */
  readonly wildcardName?: string | undefined;
  /** Keeps those with all of these tags; those of a workspace's project count as its own. */
  readonly tags?: readonly TagCondition[] | undefined;
  /** Leaves out those with any of these tags. */
  readonly excludedTags?: readonly TagCondition[] | undefined;
  readonly projectId?: ProjectId | undefined;
  /** Keeps those whose latest run has one of these statuses. */
  readonly runStatuses?: readonly string[] | undefined;
  readonly order?: { readonly by: WorkspaceOrder; readonly descending: boolean } | undefined;
}

export type WorkspaceOrder = "name" | "latest run";

export interface TagCondition {
  readonly key: string;
  /** Any when absent. */
  readonly value?: string | undefined;
}

export interface WorkspaceStore {
  /** @throws NotFound */
  get(id: WorkspaceId): Promise<WorkspaceDetails>;
  /** @throws NotFound */
  getByName(organization: OrganizationName, name: string): Promise<WorkspaceDetails>;
  /** As `get`, and no other transaction changes it until this one ends. */
  getForUpdate(id: WorkspaceId): Promise<WorkspaceDetails>;
  /** Those that exist, by name. */
  getMany(ids: readonly WorkspaceId[]): Promise<readonly WorkspaceDetails[]>;
  isNameTaken(organization: OrganizationName, name: string): Promise<boolean>;
  /** By name unless the query wants another order. */
  list(
    organization: OrganizationName,
    query: WorkspaceQuery,
    page: PageRequest,
  ): Promise<Page<WorkspaceDetails>>;
  insert(workspace: Workspace): Promise<void>;
  save(workspace: Workspace): Promise<void>;
  /** Deletes it with its runs. */
  delete(id: WorkspaceId): Promise<void>;
}
