import type { Access } from "../access/access.js";
import type { Actor } from "../access/actor.js";
import { teamSubject } from "../access/subject.js";
import type { Problem } from "../errors.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Transaction } from "../store.js";
import { isOwners, type TeamId } from "../teams/team.js";

/** LIMIT: teams of one organization whose access is shown; organizations have a few hundred. */
const TEAM_LIMIT = 10_000;

/** The teams of an organization that somebody knows of. */
export async function readableTeams(
  tx: Transaction,
  access: Access,
  actor: Actor,
  organization: OrganizationName,
): Promise<readonly TeamId[]> {
  const secrets = access.secretTeamsOf(actor, organization);
  const everyone = { number: 1, size: TEAM_LIMIT };
  const { items } = await tx.teams.list(organization, { secrets }, everyone);
  return items.map(({ id }) => id);
}

/** Why a team cannot be given access; owners have all of it already. */
export async function usableTeam(
  tx: Transaction,
  access: Access,
  actor: Actor,
  organization: OrganizationName,
  teamId: TeamId,
): Promise<Problem[]> {
  const [team] = await tx.teams.getMany([teamId]);
  const isKnown =
    team?.organization === organization && access.permits(actor, "read", teamSubject(team));
  if (!isKnown) return [{ field: "team", missing: { noun: "team", id: teamId } }];
  return isOwners(team) ? [{ field: "team", message: "has access already: owners do" }] : [];
}
