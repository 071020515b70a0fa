import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { Workspace, WorkspaceDetails, WorkspaceId } from "./workspace.js";

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
  /** By name. `search` keeps those whose name contains it, whatever the case of its letters. */
  list(
    organization: OrganizationName,
    search: string | undefined,
    page: PageRequest,
  ): Promise<Page<WorkspaceDetails>>;
  insert(workspace: Workspace): Promise<void>;
  save(workspace: Workspace): Promise<void>;
  /** Deletes it with its runs. */
  delete(id: WorkspaceId): Promise<void>;
}
