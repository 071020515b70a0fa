import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { Project, ProjectId } from "./project.js";

export interface ProjectStore {
  /** @throws NotFound */
  get(id: ProjectId): Promise<Project>;
  find(id: ProjectId): Promise<Project | null>;
  /** By name. */
  list(organization: OrganizationName, page: PageRequest): Promise<Page<Project>>;
  insert(project: Project): Promise<void>;
}
