import type { ChangeOf } from "../change.js";
import type { Instant } from "../clock.js";
import type { Problem } from "../errors.js";
import { lineProblems, nameProblems } from "../names.js";
import type { ProjectId } from "../projects/project.js";

/** COMPAT (Organizations API): an organization is known by its name everywhere; a rename moves all. */
export type OrganizationName = string;

export interface Organization {
  readonly name: OrganizationName;
  /** An id that outlives a rename; shown, never used to find it. */
  readonly externalId: string;
  readonly email: string | null;
  readonly costEstimationEnabled: boolean;
  readonly defaultProjectId: ProjectId;
  readonly createdAt: Instant;
}

export interface OrganizationDraft {
  readonly name: OrganizationName;
  readonly email?: string | null | undefined;
  readonly costEstimationEnabled?: boolean | undefined;
}

/** An absent field keeps its value. */
export type OrganizationChange = ChangeOf<OrganizationDraft>;

export function createOrganization(
  draft: OrganizationDraft,
  given: Pick<Organization, "externalId" | "defaultProjectId" | "createdAt">,
): Organization {
  return {
    ...given,
    name: draft.name,
    email: draft.email ?? null,
    costEstimationEnabled: draft.costEstimationEnabled ?? false,
  };
}

export function updateOrganization(
  organization: Organization,
  change: OrganizationChange,
): Organization {
  return {
    ...organization,
    name: change.name ?? organization.name,
    email: change.email === undefined ? organization.email : change.email,
    costEstimationEnabled: change.costEstimationEnabled ?? organization.costEstimationEnabled,
  };
}

export function organizationProblems(organization: Organization): Problem[] {
  return [...nameProblems(organization.name), ...lineProblems("email", organization.email)];
}
