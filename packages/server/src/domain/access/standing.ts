import type { OrganizationName } from "../organizations/organization.js";
import type { ProjectId } from "../projects/project.js";
import type { TeamProject, TeamWorkspace } from "../team-access/team-access.js";
import { isOwners, type OrganizationPermission, type Team, type TeamId } from "../teams/team.js";
import type { WorkspaceId } from "../workspaces/workspace.js";
import {
  type ProjectRole,
  roleOfTeamProject,
  roleOfTeamWorkspace,
  strongestProjectRole,
  strongestRole,
  type WorkspaceRole,
} from "./role.js";

/** What somebody is in one organization. Whoever has a standing, be it an empty one, is a member. */
export interface Standing {
  readonly isOwner: boolean;
  /** Those of all of his teams. */
  readonly permissions: ReadonlySet<OrganizationPermission>;
  readonly teamIds: ReadonlySet<TeamId>;
  /** What his teams may do in single workspaces and projects. */
  readonly workspaces: ReadonlyMap<WorkspaceId, WorkspaceRole>;
  readonly projects: ReadonlyMap<ProjectId, ProjectRole>;
}

export type Standings = ReadonlyMap<OrganizationName, Standing>;

/** An organization's own token stands as an owner does. */
export const ORGANIZATION_STANDING: Standing = {
  isOwner: true,
  permissions: new Set(),
  teamIds: new Set(),
  workspaces: new Map(),
  projects: new Map(),
};

/** What belongs to teams beside what they may do in the whole organization. */
export interface Grants {
  readonly workspaces: readonly TeamWorkspace[];
  readonly projects: readonly TeamProject[];
}

/** What membership in these teams, and in organizations besides, amounts to. */
export function standingsOf(
  teams: readonly Team[],
  grants: Grants,
  organizations: readonly OrganizationName[] = [],
): Standings {
  const names = new Set([...organizations, ...teams.map(({ organization }) => organization)]);
  const inOrganization =
    (name: OrganizationName) =>
    ({ organization }: { readonly organization: OrganizationName }) =>
      organization === name;
  return new Map(
    [...names].map((name) => [
      name,
      standingOf(teams.filter(inOrganization(name)), {
        workspaces: grants.workspaces.filter(inOrganization(name)),
        projects: grants.projects.filter(inOrganization(name)),
      }),
    ]),
  );
}

function standingOf(teams: readonly Team[], { workspaces, projects }: Grants): Standing {
  return {
    isOwner: teams.some(isOwners),
    permissions: new Set(teams.flatMap(({ access }) => access)),
    teamIds: new Set(teams.map(({ id }) => id)),
    workspaces: combined(
      workspaces.map((row) => [row.workspaceId, roleOfTeamWorkspace(row)]),
      strongestRole,
    ),
    projects: combined(
      projects.map((row) => [row.projectId, roleOfTeamProject(row)]),
      strongestProjectRole,
    ),
  };
}

function combined<Role>(
  entries: readonly (readonly [string, Role])[],
  combine: (a: Role, b: Role) => Role,
): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>();
  for (const [id, role] of entries) {
    const former = roles.get(id);
    roles.set(id, former === undefined ? role : combine(former, role));
  }
  return roles;
}
