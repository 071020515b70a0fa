import type { OrganizationService } from "../../../domain/organizations/organization-service.js";
import type { ProjectService } from "../../../domain/projects/project-service.js";
import { include } from "../inclusion.js";
import { encodePage } from "../pages.js";
import { encodeProject } from "../projects/wire.js";
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
  withEntitlementSet,
} from "./wire.js";

export const organizationRoutes = (
  organizations: OrganizationService,
  projects: Pick<ProjectService, "readable">,
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
    query: { include: ["default_project", "entitlement_set"] },
    response: organizationDocument,
    handle: async ({ actor, param, query }) => {
      const organization = await organizations.get(actor, param("organization_name"));
      const inclusions = {
        default_project: async () => {
          const found = await projects.readable(actor, [organization.defaultProjectId]);
          return found.map((each) => encodeProject(each, actor, access));
        },
        entitlement_set: async () => [encodeEntitlements(organization)],
      };
      const data = encodeOrganization(organization, actor, access);
      return ok({
        data: query.include.has("entitlement_set") ? withEntitlementSet(data) : data,
        ...(await include(query.include, inclusions)),
      });
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
