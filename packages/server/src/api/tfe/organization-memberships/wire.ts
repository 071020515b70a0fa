import type {
  OrganizationMembershipDetails,
  OrganizationMembershipDraft,
} from "../../../domain/organization-memberships/organization-membership.js";
import { EMAIL_LIMIT, EMAIL_PATTERN } from "../../../domain/users/user.js";
import { decodeMembers, requestOf, resource, toMany, toOne } from "../documents.js";
import { exactly, object, optional, type Static, text, textOrNull, time } from "../schemas.js";
import { encodeTime } from "../timestamps.js";

export const organizationMembershipResource = resource(
  "OrganizationMembership",
  "organization-memberships",
  {
    attributes: object({
      status: exactly("active"),
      email: textOrNull(),
      "created-at": time(),
    }),
    relationships: object({
      organization: toOne("organizations"),
      user: toOne("users"),
      teams: toMany("teams"),
    }),
    links: object({ self: text() }),
  },
);

export const organizationMembershipRequest = requestOf(
  "OrganizationMembershipRequest",
  "organization-memberships",
  { email: text({ maxLength: EMAIL_LIMIT, pattern: EMAIL_PATTERN.source }) },
  { teams: optional(toMany("teams")) },
);

export function decodeOrganizationMembershipDraft({
  data: { attributes, relationships },
}: Static<typeof organizationMembershipRequest>): OrganizationMembershipDraft {
  const teams = relationships?.teams;
  return {
    email: attributes.email,
    teamIds: teams === undefined ? undefined : decodeMembers(teams),
  };
}

export function encodeOrganizationMembership(
  membership: OrganizationMembershipDetails,
): Static<typeof organizationMembershipResource> {
  return {
    id: membership.id,
    type: "organization-memberships",
    attributes: {
      status: "active",
      email: membership.user.email,
      "created-at": encodeTime(membership.createdAt),
    },
    relationships: {
      organization: { data: { id: membership.organization, type: "organizations" } },
      user: { data: { id: membership.userId, type: "users" } },
      teams: { data: membership.teamIds.map((id) => ({ id, type: "teams" })) },
    },
    links: { self: `/api/v2/organization-memberships/${membership.id}` },
  };
}
