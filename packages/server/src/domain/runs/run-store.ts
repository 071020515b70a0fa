import type { Places } from "../access/access.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { WorkspaceId } from "../workspaces/workspace.js";
import type { Run, RunId } from "./run.js";

export interface RunQuery {
  /** Only runs of these workspaces and of those of these projects, unless it is "all". */
  readonly within: "all" | Places;
}

export interface RunStore {
  /** @throws NotFound */
  get(id: RunId): Promise<Run>;
  /** As `get`, and no other transaction changes it until this one ends. */
  getForUpdate(id: RunId): Promise<Run>;
  /** The latest first. */
  listByWorkspace(workspaceId: WorkspaceId, page: PageRequest): Promise<Page<Run>>;
  /** The latest first; the total is not counted. */
  listByOrganization(
    organization: OrganizationName,
    query: RunQuery,
    page: PageRequest,
  ): Promise<Page<Run>>;
  insert(run: Run): Promise<void>;
  save(run: Run): Promise<void>;
}
