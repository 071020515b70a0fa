import type { Actor } from "../../../domain/access/actor.js";
import type { TeamDetails } from "../../../domain/teams/team.js";
import type { TeamService } from "../../../domain/teams/team-service.js";
import { documentOf, pageOf } from "../documents.js";
import { include } from "../inclusion.js";
import {
  encodeOrganizationMembership,
  organizationMembershipResource,
} from "../organization-memberships/wire.js";
import { encodePage } from "../pages.js";
import { noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { encodeUser, userResource } from "../users/wire.js";
import {
  decodeTeamChange,
  decodeTeamDraft,
  encodeTeam,
  teamChangeRequest,
  teamRequest,
  teamResource,
} from "./wire.js";

const OF_ORGANIZATION = "/organizations/:organization_name/teams";
const ONE = "/teams/:team_id";
const INCLUDE = ["users", "organization_memberships"] as const;

const teamDocument = documentOf(teamResource, userResource, organizationMembershipResource);
const teamPage = pageOf(teamResource, userResource, organizationMembershipResource);

export const teamRoutes = (teams: TeamService, { baseUrl, access }: Site): TfeRoute[] => {
  const related = (actor: Actor, found: readonly TeamDetails[]) => ({
    users: async () => {
      const members = await teams.membersOf(found);
      return members.map(({ user }) => encodeUser(user, actor, access));
    },
    organization_memberships: async () =>
      (await teams.membersOf(found)).map(encodeOrganizationMembership),
  });
  return [
    route("GET", OF_ORGANIZATION, {
      operation: "teams.list",
      doc: "Teams API: List teams",
      statuses: [200, 404],
      query: { paged: true, filters: ["names"], include: INCLUDE },
      response: teamPage,
      handle: async ({ actor, param, query, url }) => {
        const names = query.filter.names?.split(",");
        const page = await teams.list(actor, param("organization_name"), names, query.page);
        return ok({
          data: page.items.map((each) => encodeTeam(each, actor, access)),
          ...(await include(query.include, related(actor, page.items))),
          ...encodePage(page, url, baseUrl()),
        });
      },
    }),

    route("POST", OF_ORGANIZATION, {
      operation: "teams.create",
      doc: "Teams API: Create a Team",
      statuses: [200, 404, 422],
      body: teamRequest,
      response: teamDocument,
      handle: async ({ actor, param, body }) => {
        const team = await teams.create(actor, param("organization_name"), decodeTeamDraft(body));
        return ok({ data: encodeTeam(team, actor, access) });
      },
    }),

    route("GET", ONE, {
      operation: "teams.show",
      doc: "Teams API: Show Team Information",
      statuses: [200, 404],
      query: { include: INCLUDE },
      response: teamDocument,
      handle: async ({ actor, param, query }) => {
        const team = await teams.get(actor, param("team_id"));
        return ok({
          data: encodeTeam(team, actor, access),
          ...(await include(query.include, related(actor, [team]))),
        });
      },
    }),

    route("PATCH", ONE, {
      operation: "teams.update",
      doc: "Teams API: Update a Team",
      statuses: [200, 404, 422],
      body: teamChangeRequest,
      identity: "team_id",
      response: teamDocument,
      handle: async ({ actor, param, body }) => {
        const team = await teams.update(actor, param("team_id"), decodeTeamChange(body));
        return ok({ data: encodeTeam(team, actor, access) });
      },
    }),

    route("DELETE", ONE, {
      operation: "teams.delete",
      doc: "Teams API: Delete a Team",
      note: "409 for the owners.",
      statuses: [204, 404, 409],
      response: "nothing",
      handle: async ({ actor, param }) => {
        await teams.delete(actor, param("team_id"));
        return noContent();
      },
    }),
  ];
};
