import type { Actor } from "../../../domain/access/actor.js";
import type { OrganizationMembershipDetails } from "../../../domain/organization-memberships/organization-membership.js";
import type { OrganizationMembershipService } from "../../../domain/organization-memberships/organization-membership-service.js";
import { documentOf, pageOf } from "../documents.js";
import { include } from "../inclusion.js";
import { encodePage } from "../pages.js";
import { created, noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { encodeTeam, teamResource } from "../teams/wire.js";
import { encodeUser, userResource } from "../users/wire.js";
import {
  decodeOrganizationMembershipDraft,
  encodeOrganizationMembership,
  organizationMembershipRequest,
  organizationMembershipResource,
} from "./wire.js";

const OF_ORGANIZATION = "/organizations/:organization_name/organization-memberships";
const ONE = "/organization-memberships/:organization_membership_id";
const INCLUDE = ["user", "teams"] as const;

const membershipDocument = documentOf(organizationMembershipResource, userResource, teamResource);
const membershipPage = pageOf(organizationMembershipResource, userResource, teamResource);

export const organizationMembershipRoutes = (
  memberships: OrganizationMembershipService,
  { baseUrl, access }: Site,
): TfeRoute[] => {
  const related = (actor: Actor, found: readonly OrganizationMembershipDetails[]) => ({
    user: async () => found.map(({ user }) => encodeUser(user, actor, access)),
    teams: async () => {
      const teams = await memberships.visibleTeamsOf(actor, found);
      return teams.map((each) => encodeTeam(each, actor, access));
    },
  });
  return [
    route("GET", OF_ORGANIZATION, {
      operation: "organizationMemberships.list",
      doc: "Organization Memberships API: List Memberships for an Organization",
      statuses: [200, 404],
      query: { paged: true, q: true, filters: ["email", "status"], include: INCLUDE },
      response: membershipPage,
      handle: async ({ actor, param, query, url }) => {
        const { email, status = "active" } = query.filter;
        const organization = param("organization_name");
        // Everybody is active: nobody has to accept an invitation here.
        const emails = status === "active" ? email?.toLowerCase().split(",") : [];
        const asked = { search: query.q, emails };
        const page = await memberships.list(actor, organization, asked, query.page);
        return ok({
          data: page.items.map(encodeOrganizationMembership),
          ...(await include(query.include, related(actor, page.items))),
          ...encodePage(page, url, baseUrl()),
        });
      },
    }),

    route("POST", OF_ORGANIZATION, {
      operation: "organizationMemberships.create",
      doc: "Organization Memberships API: Invite a User to an Organization",
      note: "Whoever is not known yet becomes a user at once; nobody is sent anything.",
      statuses: [201, 404, 422],
      body: organizationMembershipRequest,
      response: membershipDocument,
      handle: async ({ actor, param, body }) => {
        const draft = decodeOrganizationMembershipDraft(body);
        const membership = await memberships.create(actor, param("organization_name"), draft);
        return created({ data: encodeOrganizationMembership(membership) });
      },
    }),

    route("GET", ONE, {
      operation: "organizationMemberships.show",
      doc: "Organization Memberships API: Show a Membership",
      statuses: [200, 404],
      query: { include: INCLUDE },
      response: membershipDocument,
      handle: async ({ actor, param, query }) => {
        const membership = await memberships.get(actor, param("organization_membership_id"));
        return ok({
          data: encodeOrganizationMembership(membership),
          ...(await include(query.include, related(actor, [membership]))),
        });
      },
    }),

    route("DELETE", ONE, {
      operation: "organizationMemberships.delete",
      doc: "Organization Memberships API: Remove User from Organization",
      note: "409 for the last owner.",
      statuses: [204, 404, 409],
      response: "nothing",
      handle: async ({ actor, param }) => {
        await memberships.delete(actor, param("organization_membership_id"));
        return noContent();
      },
    }),
  ];
};
