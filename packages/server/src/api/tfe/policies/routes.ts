import type { Actor } from "../../../domain/access/actor.js";
import { CODE_LIMIT, type PolicyDetails } from "../../../domain/policies/policy.js";
import type { PolicyService } from "../../../domain/policies/policy-service.js";
import type { PolicySetService } from "../../../domain/policy-sets/policy-set-service.js";
import { documentOf, pageOf } from "../documents.js";
import { include } from "../inclusion.js";
import { encodePage } from "../pages.js";
import { encodePolicySet, policySetResource } from "../policy-sets/wire.js";
import { bytes, noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import {
  decodePolicyChange,
  decodePolicyDraft,
  encodePolicy,
  policyChangeRequest,
  policyRequest,
  policyResource,
} from "./wire.js";

const policyDocument = documentOf(policyResource, policySetResource);
const policyPage = pageOf(policyResource, policySetResource);

const SORT_FIELDS = { name: "name", "updated-at": "updatedAt" } as const;

export function policyRoutes(
  policies: PolicyService,
  policySets: PolicySetService,
  { baseUrl }: Site,
): TfeRoute[] {
  const relatedTo = (actor: Actor, found: readonly PolicyDetails[]) => ({
    policy_sets: async () => {
      const ids = found.flatMap((policy) => policy.policySetIds);
      return (await policySets.readable(actor, ids)).map(encodePolicySet);
    },
  });
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
          data: page.items.map(encodePolicy),
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
        return ok({
          data: encodePolicy(await policies.create(actor, param("organization_name"), draft)),
        });
      },
    }),

    route("GET", "/policies/:policy_id", {
      operation: "policies.show",
      doc: "Policies API: Show a Policy",
      statuses: [200, 404],
      query: { include: ["policy_sets"] },
      response: policyDocument,
      handle: async ({ actor, param, query }) => {
        const policy = await policies.get(actor, param("policy_id"));
        return ok({
          data: encodePolicy(policy),
          ...(await include(query.include, relatedTo(actor, [policy]))),
        });
      },
    }),

    route("PATCH", "/policies/:policy_id", {
      operation: "policies.update",
      doc: "Policies API: Update a Policy",
      statuses: [200, 404, 422],
      body: policyChangeRequest,
      identity: "policy_id",
      response: policyDocument,
      handle: async ({ actor, param, body }) => {
        const change = decodePolicyChange(body);
        return ok({ data: encodePolicy(await policies.update(actor, param("policy_id"), change)) });
      },
    }),

    route("DELETE", "/policies/:policy_id", {
      operation: "policies.delete",
      doc: "Policies API: Delete a Policy",
      statuses: [204, 404],
      response: "nothing",
      handle: async ({ actor, param }) => {
        await policies.delete(actor, param("policy_id"));
        return noContent();
      },
    }),

    route("PUT", "/policies/:policy_id/upload", {
      operation: "policies.upload",
      doc: "Policies API: Upload a Policy",
      statuses: [200, 404, 413],
      upload: { limit: CODE_LIMIT, description: "The text of the policy." },
      response: policyDocument,
      handle: async ({ actor, param, content }) =>
        ok({ data: encodePolicy(await policies.upload(actor, param("policy_id"), content)) }),
    }),

    route("GET", "/policies/:policy_id/download", {
      operation: "policies.download",
      doc: "Policies API: Download a Policy",
      note: "Answers with the bytes themselves, not with a redirection.",
      statuses: [200, 404],
      response: "bytes",
      handle: async ({ actor, param }) => bytes(await policies.download(actor, param("policy_id"))),
    }),
  ];
}
