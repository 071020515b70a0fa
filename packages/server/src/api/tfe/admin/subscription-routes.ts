import { anySubject } from "../../../domain/access/subject.js";
import type { OrganizationService } from "../../../domain/organizations/organization-service.js";
import { pageOf, resource } from "../documents.js";
import { encodePage, pageOfAll } from "../pages.js";
import { ok, stored } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import { object, type Static, text } from "../schemas.js";
import type { Site } from "../site.js";

const featureSetResource = resource("FeatureSet", "feature-sets", {
  attributes: object({ name: text() }),
});

/** Every organization has every feature: this is the one set of them that there is. */
const ALL_FEATURES: Static<typeof featureSetResource> = {
  id: "fs-all",
  type: "feature-sets",
  attributes: { name: "All features" },
};

/** COMPAT (client for Terraform Enterprise, tests): they subscribe organizations before they begin. */
export const subscriptionRoutes = (
  organizations: OrganizationService,
  { baseUrl, access }: Site,
): TfeRoute[] => [
  route("GET", "/admin/feature-sets", {
    operation: "featureSets.list",
    doc: "Admin Organizations API: List Feature Sets",
    note: "One, whatever is searched for: every organization has every feature.",
    statuses: [200],
    query: { paged: true },
    response: pageOf(featureSetResource),
    handle: async ({ actor, query, url }) => {
      access.require(actor, "update", anySubject("organization", null));
      const page = pageOfAll([ALL_FEATURES], query.page);
      return ok({ data: page.items, ...encodePage(page, url, baseUrl()) });
    },
  }),

  route("POST", "/admin/organizations/:organization_name/subscription", {
    operation: "organizations.subscribe",
    doc: "Admin Organizations API: Subscribe an Organization",
    note: "Changes nothing, and its body is not read: every organization has every feature.",
    statuses: [200, 404],
    response: "nothing",
    handle: async ({ actor, param }) => {
      access.require(actor, "update", anySubject("organization", null));
      await organizations.get(actor, param("organization_name"));
      return stored();
    },
  }),
];
