import type { Instant } from "../clock.js";
import type { Organization, OrganizationName } from "../organizations/organization.js";

export type ProjectId = string;

/** Holds workspaces. Every organization has at least its default project. */
export interface Project {
  readonly id: ProjectId;
  readonly organization: OrganizationName;
  readonly name: string;
  readonly description: string | null;
  readonly createdAt: Instant;
}

export function defaultProject(organization: Organization): Project {
  return {
    id: organization.defaultProjectId,
    organization: organization.name,
    name: "Default Project",
    description: null,
    createdAt: organization.createdAt,
  };
}
