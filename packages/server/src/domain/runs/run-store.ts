import type { Places } from "../access/access.js";
import type { Instant } from "../clock.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { WorkspaceId } from "../workspaces/workspace.js";
import type { Run, RunId, RunStatus } from "./run.js";

/** Which runs are wanted: those that fit all that is stated. */
export interface RunQuery {
  readonly statuses?: readonly RunStatus[] | undefined;
  readonly operations?: readonly string[] | undefined;
  readonly sources?: readonly string[] | undefined;
  /** Inclusive. */
  readonly createdFrom?: Instant | undefined;
  /** Exclusive. */
  readonly createdBefore?: Instant | undefined;
  /** The name of the user who created it. */
  readonly user?: string | undefined;
  /** Part of the message whatever the case, its id, or the name of the user who created it. */
  readonly text?: string | undefined;
}

export interface OrganizationRunQuery extends RunQuery {
  /** Only runs of these workspaces and of those of these projects, unless it is "all". */
  readonly within: "all" | Places;
  readonly workspaceNames?: readonly string[] | undefined;
}

export interface RunStore {
  /** @throws NotFound */
  get(id: RunId): Promise<Run>;

  find(id: RunId): Promise<Run | null>;

  /** Those that exist, in this order. */
  getMany(ids: readonly RunId[]): Promise<readonly Run[]>;

  /** The run that names this apply. @throws NotFound */
  getByApply(applyId: string): Promise<Run>;

  /** As `get`, and no other transaction changes it until this one ends. */
  getForUpdate(id: RunId): Promise<Run>;

  /** The latest first. */
  listByWorkspace(workspaceId: WorkspaceId, query: RunQuery, page: PageRequest): Promise<Page<Run>>;

  /** The latest first; the total is not counted. */
  listByOrganization(
    organization: OrganizationName,
    query: OrganizationRunQuery,
    page: PageRequest,
  ): Promise<Page<Run>>;

  insert(run: Run): Promise<void>;

  save(run: Run): Promise<void>;
}
