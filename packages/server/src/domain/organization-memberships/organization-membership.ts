import type { Instant } from "../clock.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { TeamId } from "../teams/team.js";
import type { User, UserId } from "../users/user.js";

export type OrganizationMembershipId = string;

/** That somebody belongs to an organization. Members of its teams always do. */
export interface OrganizationMembership {
  readonly id: OrganizationMembershipId;
  readonly organization: OrganizationName;
  readonly userId: UserId;
  readonly createdAt: Instant;
}

/** A membership with the person and, by name, the teams. */
export interface OrganizationMembershipDetails extends OrganizationMembership {
  readonly user: User;
  readonly teamIds: readonly TeamId[];
}

export interface OrganizationMembershipDraft {
  readonly email: string;
  readonly teamIds?: readonly TeamId[] | undefined;
}
