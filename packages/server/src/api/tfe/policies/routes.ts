import type { PolicyService } from "../../../domain/policies/policy-service.js";
import type { PolicySetService } from "../../../domain/policy-sets/policy-set-service.js";
import { include } from "../inclusion.js";
import { encodePage } from "../pages.js";
import { ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { policiesWithSets } from "./related.js";
import {
  decodePolicyDraft,
  encodePolicy,
  policyDocument,
  policyPage,
  policyRequest,
} from "./wire.js";

const SORT_FIELDS = { name: "name", "updated-at": "updatedAt" } as const;

export function policyRoutes(
  policies: PolicyService,
  policySets: PolicySetService,
  site: Site,
): TfeRoute[] {
  const { baseUrl, compat } = site;
  const relatedTo = policiesWithSets(policySets, site);
  return [
    route("GET", "/organizations/:organization_name/policies", {
      operation: "policies.list",
      doc: "Policies API: List Policies",
      statuses: [200, 404],
      query: {
        paged: true,
        search: ["name"],
        filters: ["kind"],
        sort: ["name", "updated-at"],
        include: ["policy_sets"],
      },
      response: policyPage,
      handle: async ({ actor, param, query, url }) => {
        const page = await policies.list(
          actor,
          param("organization_name"),
          {
            search: query.search.name,
            kind: query.filter.kind,
            sort: query.sort.map(({ by, descending }) => ({ by: SORT_FIELDS[by], descending })),
          },
          query.page,
        );
        return ok({
          data: page.items.map((policy) => encodePolicy(policy, compat)),
          ...(await include(query.include, relatedTo(actor, page.items))),
          ...encodePage(page, url, baseUrl()),
        });
      },
    }),

    route("POST", "/organizations/:organization_name/policies", {
      operation: "policies.create",
      doc: "Policies API: Create a Policy",
      note: "Answers 200, as the documents of 2017 to 2019 say; the vendor's OpenAPI description says 201.",
      statuses: [200, 404, 422],
      body: policyRequest,
      response: policyDocument,
      handle: async ({ actor, param, body }) => {
        const draft = decodePolicyDraft(body);
        const policy = await policies.create(actor, param("organization_name"), draft);
        return ok({ data: encodePolicy(policy, compat) });
      },
    }),
  ];
}
