import type { StandingOverrideService } from "../../../domain/standing-overrides/standing-override-service.js";
import { documentOf, pageOf } from "../documents.js";
import { encodePage } from "../pages.js";
import { noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { encodeStandingOverride, standingOverrideResource } from "./wire.js";

const ITEM = "/standing-overrides/:standing_override_id";
const doc = "Portcullis: Standing overrides";

export const standingOverrideRoutes = (
  standingOverrides: StandingOverrideService,
  { baseUrl, access }: Site,
): TfeRoute[] => [
  route("GET", "/organizations/:organization_name/standing-overrides", {
    operation: "standingOverrides.list",
    isOfItsTime: true,
    doc,
    note: "Portcullis extension: those that have not expired, in workspaces that the caller may see, the latest first.",
    statuses: [200, 404],
    query: { paged: true, filters: ["workspace.id", "policy-set.id"] },
    response: pageOf(standingOverrideResource),
    handle: async ({ actor, param, query, url }) => {
      const filter = {
        workspaceId: query.filter["workspace.id"],
        policySetId: query.filter["policy-set.id"],
      };
      const organization = param("organization_name");
      const page = await standingOverrides.list(actor, organization, filter, query.page);
      return ok({
        data: page.items.map((each) => encodeStandingOverride(each, actor, access)),
        ...encodePage(page, url, baseUrl()),
      });
    },
  }),

  route("GET", ITEM, {
    operation: "standingOverrides.show",
    isOfItsTime: true,
    doc,
    note: "Portcullis extension; 404 once it has expired or was revoked.",
    statuses: [200, 404],
    response: documentOf(standingOverrideResource),
    handle: async ({ actor, param }) => {
      const standing = await standingOverrides.get(actor, param("standing_override_id"));
      return ok({ data: encodeStandingOverride(standing, actor, access) });
    },
  }),

  route("DELETE", ITEM, {
    operation: "standingOverrides.revoke",
    doc,
    note: "Portcullis extension, for whoever may override in the workspace: from now on it covers nothing.",
    statuses: [204, 404],
    response: "nothing",
    handle: async ({ actor, param }) => {
      await standingOverrides.revoke(actor, param("standing_override_id"));
      return noContent();
    },
  }),
];
