import type { OrganizationName } from "../organizations/organization.js";
import { isOwners, type OrganizationPermission, type Team, type TeamId } from "../teams/team.js";

/** What somebody is in one organization. Whoever has a standing, be it an empty one, is a member. */
export interface Standing {
  readonly isOwner: boolean;
  /** Those of all of his teams. */
  readonly permissions: ReadonlySet<OrganizationPermission>;
  readonly teamIds: ReadonlySet<TeamId>;
}

export type Standings = ReadonlyMap<OrganizationName, Standing>;

/** An organization's own token stands as an owner does. */
export const ORGANIZATION_STANDING: Standing = {
  isOwner: true,
  permissions: new Set(),
  teamIds: new Set(),
};

/** What membership in these teams, and in organizations besides, amounts to. */
export function standingsOf(
  teams: readonly Team[],
  organizations: readonly OrganizationName[] = [],
): Standings {
  const names = new Set([...organizations, ...teams.map(({ organization }) => organization)]);
  return new Map(
    [...names].map((name) => [
      name,
      standingOf(teams.filter((team) => team.organization === name)),
    ]),
  );
}

function standingOf(teams: readonly Team[]): Standing {
  return {
    isOwner: teams.some(isOwners),
    permissions: new Set(teams.flatMap(({ access }) => access)),
    teamIds: new Set(teams.map(({ id }) => id)),
  };
}
