import type { Access } from "../../../domain/access/access.js";
import type { Actor } from "../../../domain/access/actor.js";
import { teamSubject } from "../../../domain/access/subject.js";
import { NAME_LIMIT, NAME_PATTERN } from "../../../domain/names.js";
import {
  TEAM_VISIBILITIES,
  type TeamChange,
  type TeamDetails,
  type TeamDraft,
} from "../../../domain/teams/team.js";
import { changeOf, requestOf, resource, toMany, toOne } from "../documents.js";
import {
  object,
  oneOf,
  onlyNull,
  optional,
  type Static,
  text,
  textOrNull,
  truth,
  whole,
} from "../schemas.js";
import {
  decodeOrganizationAccess,
  encodeOrganizationAccess,
  organizationAccess,
  organizationAccessRequest,
} from "./organization-access.js";

export const teamResource = resource("Team", "teams", {
  attributes: object({
    name: text(),
    "users-count": whole(),
    visibility: oneOf(TEAM_VISIBILITIES),
    "allow-member-token-management": truth(),
    "sso-team-id": onlyNull(),
    "organization-access": organizationAccess,
    permissions: object({
      "can-update-membership": truth(),
      "can-update-organization-access": truth(),
      "can-update-api-token": truth(),
      "can-update-visibility": truth(),
      "can-destroy": truth(),
    }),
  }),
  relationships: object({
    organization: toOne("organizations"),
    users: toMany("users"),
    "organization-memberships": toMany("organization-memberships"),
  }),
  links: object({ self: text() }),
});

const name = text({ maxLength: NAME_LIMIT, pattern: NAME_PATTERN.source });

const settings = {
  visibility: optional(oneOf(TEAM_VISIBILITIES)),
  "organization-access": optional(organizationAccessRequest),
  "allow-member-token-management": optional(truth()),
  "sso-team-id": optional(textOrNull({ maxLength: 0 })),
};

export const teamRequest = requestOf("TeamRequest", "teams", { name, ...settings }, {});
export const teamChangeRequest = changeOf(
  "TeamChangeRequest",
  "teams",
  { name: optional(name), ...settings },
  {},
);

export function decodeTeamDraft({ data }: Static<typeof teamRequest>): TeamDraft {
  return { ...decodeTeamChange({ data }), name: data.attributes.name };
}

export function decodeTeamChange({
  data: { attributes = {} },
}: Static<typeof teamChangeRequest>): TeamChange {
  const access = attributes["organization-access"];
  return {
    name: attributes.name,
    visibility: attributes.visibility,
    access: access === undefined ? undefined : decodeOrganizationAccess(access),
    allowsMemberTokens: attributes["allow-member-token-management"],
  };
}

export function encodeTeam(
  team: TeamDetails,
  actor: Actor,
  access: Access,
): Static<typeof teamResource> {
  const self = teamSubject(team);
  return {
    id: team.id,
    type: "teams",
    attributes: {
      name: team.name,
      "users-count": team.userIds.length,
      visibility: team.visibility,
      "allow-member-token-management": team.allowsMemberTokens,
      "sso-team-id": null,
      "organization-access": encodeOrganizationAccess(team.access),
      permissions: {
        "can-update-membership": access.permits(actor, "manage members", self),
        "can-update-organization-access": access.permits(actor, "grant", self),
        "can-update-api-token": access.permits(actor, "manage tokens", self),
        "can-update-visibility": access.permits(actor, "update", self),
        "can-destroy": access.permits(actor, "delete", self),
      },
    },
    relationships: {
      organization: { data: { id: team.organization, type: "organizations" } },
      users: { data: team.userIds.map((id) => ({ id, type: "users" })) },
      "organization-memberships": {
        data: team.membershipIds.map((id) => ({ id, type: "organization-memberships" })),
      },
    },
    links: { self: `/api/v2/teams/${team.id}` },
  };
}
