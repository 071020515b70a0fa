import type { OrganizationService } from "../../../domain/organizations/organization-service.js";
import { encodePage } from "../pages.js";
import { created, noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { encodeEntitlements, entitlementDocument } from "./entitlements.js";
import {
  decodeOrganizationChange,
  decodeOrganizationDraft,
  encodeOrganization,
  organizationChangeRequest,
  organizationDocument,
  organizationPage,
  organizationRequest,
} from "./wire.js";

export const organizationRoutes = (
  organizations: OrganizationService,
  { baseUrl, access }: Site,
): TfeRoute[] => [
  route("GET", "/organizations", {
    operation: "organizations.list",
    doc: "Organizations API: List Organizations",
    statuses: [200],
    query: { paged: true },
    response: organizationPage,
    handle: async ({ actor, query, url }) => {
      const page = await organizations.list(actor, query.page);
      const data = page.items.map((each) => encodeOrganization(each, actor, access));
      return ok({ data, ...encodePage(page, url, baseUrl()) });
    },
  }),

  route("POST", "/organizations", {
    operation: "organizations.create",
    doc: "Organizations API: Create an Organization",
    note: "`email` may be absent.",
    statuses: [201, 422],
    body: organizationRequest,
    response: organizationDocument,
    handle: async ({ actor, body }) => {
      const organization = await organizations.create(actor, decodeOrganizationDraft(body));
      return created({ data: encodeOrganization(organization, actor, access) });
    },
  }),

  route("GET", "/organizations/:organization_name", {
    operation: "organizations.show",
    doc: "Organizations API: Show an Organization",
    statuses: [200, 404],
    response: organizationDocument,
    handle: async ({ actor, param }) => {
      const organization = await organizations.get(actor, param("organization_name"));
      return ok({ data: encodeOrganization(organization, actor, access) });
    },
  }),

  route("PATCH", "/organizations/:organization_name", {
    operation: "organizations.update",
    doc: "Organizations API: Update an Organization",
    statuses: [200, 404, 422],
    body: organizationChangeRequest,
    identity: "organization_name",
    response: organizationDocument,
    handle: async ({ actor, param, body }) => {
      const change = decodeOrganizationChange(body);
      const organization = await organizations.update(actor, param("organization_name"), change);
      return ok({ data: encodeOrganization(organization, actor, access) });
    },
  }),

  route("DELETE", "/organizations/:organization_name", {
    operation: "organizations.delete",
    doc: "Organizations API: Delete an Organization",
    statuses: [204, 404],
    response: "nothing",
    handle: async ({ actor, param }) => {
      await organizations.delete(actor, param("organization_name"));
      return noContent();
    },
  }),

  route("GET", "/organizations/:organization_name/entitlement-set", {
    operation: "organizations.showEntitlements",
    doc: "Organizations API: Show the Entitlement Set",
    note: "Every feature is on.",
    statuses: [200, 404],
    response: entitlementDocument,
    handle: async ({ actor, param }) => {
      const organization = await organizations.get(actor, param("organization_name"));
      return ok({ data: encodeEntitlements(organization) });
    },
  }),
];
