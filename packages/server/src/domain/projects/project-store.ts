import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { Project, ProjectId } from "./project.js";

export interface ProjectQuery {
  /** Only projects of these names; all when absent. */
  readonly names?: readonly string[] | undefined;
  /** Only these unless it is "all" or absent. */
  readonly ids?: "all" | readonly ProjectId[] | undefined;
}

export interface ProjectStore {
  /** @throws NotFound */
  get(id: ProjectId): Promise<Project>;
  /** As `get`, and no other transaction changes it until this one ends. */
  getForUpdate(id: ProjectId): Promise<Project>;
  find(id: ProjectId): Promise<Project | null>;
  /** Those that exist, by name. */
  getMany(ids: readonly ProjectId[]): Promise<readonly Project[]>;
  isNameTaken(organization: OrganizationName, name: string): Promise<boolean>;
  hasWorkspaces(id: ProjectId): Promise<boolean>;
  /** By name. `names` keeps those that have one of them. */
  list(
    organization: OrganizationName,
    query: ProjectQuery,
    page: PageRequest,
  ): Promise<Page<Project>>;
  insert(project: Project): Promise<void>;
  save(project: Project): Promise<void>;
  /** Deletes it; no policy set names it any more. INVARIANT: it has no workspaces. */
  delete(id: ProjectId): Promise<void>;
}
