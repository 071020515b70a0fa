import type { ChangeOf } from "../change.js";
import type { Instant } from "../clock.js";
import type { Problem } from "../errors.js";
import { nameProblems } from "../names.js";
import type { OrganizationMembershipId } from "../organization-memberships/organization-membership.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { UserId } from "../users/user.js";

export type TeamId = string;

/**
 * COMPAT (Teams API, organization access): what a team may do in the whole organization. Those that this
 * server has nothing for are kept and shown, as clients expect to read back what they wrote.
 */
export const ORGANIZATION_PERMISSIONS = [
  "managePolicies",
  "managePolicyOverrides",
  "delegatePolicyOverrides",
  "manageWorkspaces",
  "readWorkspaces",
  "manageProjects",
  "readProjects",
  "manageMembership",
  "manageTeams",
  "manageOrganizationAccess",
  "accessSecretTeams",
  "manageVcsSettings",
  "manageProviders",
  "manageModules",
  "manageRunTasks",
  "manageAgentPools",
] as const;

export type OrganizationPermission = (typeof ORGANIZATION_PERMISSIONS)[number];

/** The permissions that a team has, in the order of the list above. */
export type OrganizationAccess = readonly OrganizationPermission[];

/** "secret": only its members, owners and those with `accessSecretTeams` know of it. */
export const TEAM_VISIBILITIES = ["secret", "organization"] as const;
export type TeamVisibility = (typeof TEAM_VISIBILITIES)[number];

export interface Team {
  readonly id: TeamId;
  readonly organization: OrganizationName;
  readonly name: string;
  readonly visibility: TeamVisibility;
  readonly access: OrganizationAccess;
  /** Whether members may make, replace and revoke the team's token. */
  readonly allowsMemberTokens: boolean;
  readonly createdAt: Instant;
}

/** A team with its members, by the order of their ids, and their memberships in the organization. */
export interface TeamDetails extends Team {
  readonly userIds: readonly UserId[];
  readonly membershipIds: readonly OrganizationMembershipId[];
}

export interface TeamDraft {
  readonly name: string;
  readonly visibility?: TeamVisibility | undefined;
  /** Each permission that is stated is given or taken; the others stay. */
  readonly access?: Readonly<Partial<Record<OrganizationPermission, boolean>>> | undefined;
  readonly allowsMemberTokens?: boolean | undefined;
}

export type TeamChange = ChangeOf<TeamDraft>;

/** COMPAT (Teams API): the team whose members may do everything; made with the organization. */
export const OWNERS = "owners";

export function isOwners({ name }: Pick<Team, "name">): boolean {
  return name === OWNERS;
}

type Given = Pick<Team, "id" | "organization" | "createdAt">;

export function ownersTeam(given: Given): Team {
  return createTeam({ name: OWNERS, visibility: "organization" }, given);
}

export function createTeam(draft: TeamDraft, given: Given): Team {
  const blank: Team = {
    ...given,
    name: draft.name,
    visibility: "secret",
    access: [],
    allowsMemberTokens: true,
  };
  return updateTeam(blank, draft);
}

export function updateTeam(team: Team, change: TeamChange): Team {
  const { access = {} } = change;
  return {
    ...team,
    name: change.name ?? team.name,
    visibility: change.visibility ?? team.visibility,
    access: ORGANIZATION_PERMISSIONS.filter((each) => access[each] ?? team.access.includes(each)),
    allowsMemberTokens: change.allowsMemberTokens ?? team.allowsMemberTokens,
  };
}

/** What is wrong with a team; `former` is null for a new one. */
export function teamProblems(team: Team, former: Team | null): Problem[] {
  const problems = nameProblems(team.name);
  if (former === null || !isOwners(former)) return problems;
  if (!isOwners(team)) problems.push({ field: "name", message: OWNERS_STAY });
  if (team.visibility !== "organization") {
    problems.push({ field: "visibility", message: OWNERS_STAY });
  }
  return problems;
}

const OWNERS_STAY = "cannot be changed: every organization keeps its owners";
