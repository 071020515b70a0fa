import type { PolicySetVersionService } from "../../../domain/policy-set-versions/policy-set-version-service.js";
import type { PolicySetService } from "../../../domain/policy-sets/policy-set-service.js";
import { documentOf, pageOf } from "../documents.js";
import { include } from "../inclusion.js";
import { encodePage } from "../pages.js";
import { encodePolicySet, policySetResource } from "../policy-sets/wire.js";
import { created, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { encodePolicySetVersion, policySetVersionResource } from "./wire.js";

const versionDocument = documentOf(policySetVersionResource, policySetResource);
const versionPage = pageOf(policySetVersionResource);

const OF_SET = "/policy-sets/:policy_set_id/versions";

export const policySetVersionRoutes = (
  versions: PolicySetVersionService,
  policySets: Pick<PolicySetService, "readable">,
  site: Site,
): TfeRoute[] => [
  route("GET", OF_SET, {
    operation: "policySetVersions.list",
    doc: "Policy Sets API: List Policy Set Versions",
    note: "The newest first.",
    statuses: [200, 404],
    query: { paged: true },
    response: versionPage,
    handle: async ({ actor, param, query, url }) => {
      const page = await versions.list(actor, param("policy_set_id"), query.page);
      return ok({
        data: page.items.map((version) => encodePolicySetVersion(version, site)),
        ...encodePage(page, url, site.baseUrl()),
      });
    },
  }),

  route("POST", OF_SET, {
    operation: "policySetVersions.create",
    doc: "Policy Sets API: Create a Policy Set Version",
    statuses: [201, 404, 422],
    response: versionDocument,
    handle: async ({ actor, param }) => {
      const version = await versions.create(actor, param("policy_set_id"));
      return created({ data: encodePolicySetVersion(version, site) });
    },
  }),

  route("GET", "/policy-set-versions/:policy_set_version_id", {
    operation: "policySetVersions.show",
    doc: "Policy Sets API: Show a Policy Set Version",
    statuses: [200, 404],
    query: { include: ["policy_set"] },
    response: versionDocument,
    handle: async ({ actor, param, query }) => {
      const version = await versions.get(actor, param("policy_set_version_id"));
      const related = {
        policy_set: async () => {
          const sets = await policySets.readable(actor, [version.policySetId]);
          return sets.map((set) => encodePolicySet(set, site));
        },
      };
      return ok({
        data: encodePolicySetVersion(version, site),
        ...(await include(query.include, related)),
      });
    },
  }),
];
