import type { Actor } from "../../../domain/access/actor.js";
import { NotFound } from "../../../domain/errors.js";
import { CODE_LIMIT, type PolicyDetails, type PolicyId } from "../../../domain/policies/policy.js";
import type { PolicyService } from "../../../domain/policies/policy-service.js";
import type { PolicySetService } from "../../../domain/policy-sets/policy-set-service.js";
import { include } from "../inclusion.js";
import { bytes, noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { policiesWithSets } from "./related.js";
import { decodePolicyChange, encodePolicy, policyChangeRequest, policyDocument } from "./wire.js";

/**
 * Where one policy is found. COMPAT (Policies API, beta): its table of paths goes through the
 * organization, its sample requests say "policy" instead of "policies" and send code with POST.
 */
const ADDRESSES = [
  { base: "/policies/:policy_id", suffix: "", uploads: ["PUT"] },
  {
    base: "/organizations/:organization_name/policies/:policy_id",
    suffix: "InOrganization",
    uploads: ["PUT", "POST"],
  },
  {
    base: "/organizations/:organization_name/policy/:policy_id",
    suffix: "OfOrganization",
    uploads: ["PUT", "POST"],
  },
] as const;

type Parameters = (name: "policy_id" | "organization_name") => string;

export function policyItemRoutes(
  policies: PolicyService,
  policySets: PolicySetService,
  site: Site,
): TfeRoute[] {
  const { compat } = site;
  const relatedTo = policiesWithSets(policySets, site);
  const documentOf = (policy: PolicyDetails) => ({ data: encodePolicy(policy, compat) });

  return ADDRESSES.flatMap(({ base, suffix, uploads }) => {
    const isAlias = suffix !== "";
    /** @throws NotFound for a policy of another organization than the one in the path */
    const find = async (actor: Actor, param: Parameters): Promise<PolicyId> => {
      const id = param("policy_id");
      if (!isAlias) return id;
      const { organization } = await policies.get(actor, id);
      if (organization !== param("organization_name")) throw new NotFound("policy", id);
      return id;
    };

    return [
      route("GET", base, {
        operation: `policies.show${suffix}`,
        doc: "Policies API: Show a Policy",
        isAlias,
        statuses: [200, 404],
        query: { include: ["policy_sets"] },
        response: policyDocument,
        handle: async ({ actor, param, query }) => {
          const policy = await policies.get(actor, await find(actor, param));
          return ok({
            ...documentOf(policy),
            ...(await include(query.include, relatedTo(actor, [policy]))),
          });
        },
      }),

      route("PATCH", base, {
        operation: `policies.update${suffix}`,
        doc: "Policies API: Update a Policy",
        isAlias,
        statuses: [200, 404, 422],
        body: policyChangeRequest,
        identity: "policy_id",
        response: policyDocument,
        handle: async ({ actor, param, body }) => {
          const id = await find(actor, param);
          return ok(documentOf(await policies.update(actor, id, decodePolicyChange(body))));
        },
      }),

      route("DELETE", base, {
        operation: `policies.delete${suffix}`,
        doc: "Policies API: Delete a Policy",
        isAlias,
        statuses: [204, 404],
        response: "nothing",
        handle: async ({ actor, param }) => {
          await policies.delete(actor, await find(actor, param));
          return noContent();
        },
      }),

      ...uploads.map((method) =>
        route(method, `${base}/upload`, {
          operation: `policies.${method === "PUT" ? "upload" : "post"}${suffix}`,
          doc: "Policies API: Upload a Policy",
          isAlias,
          statuses: [200, 404, 413],
          upload: { limit: CODE_LIMIT, description: "The text of the policy." },
          response: policyDocument,
          handle: async ({ actor, param, content }) => {
            const id = await find(actor, param);
            return ok(documentOf(await policies.upload(actor, id, content)));
          },
        }),
      ),

      route("GET", `${base}/download`, {
        operation: `policies.download${suffix}`,
        doc: "Policies API: Download a Policy",
        note: "Answers with the bytes themselves, not with a redirection.",
        isAlias,
        statuses: [200, 404],
        response: "bytes",
        handle: async ({ actor, param }) =>
          bytes(await policies.download(actor, await find(actor, param))),
      }),
    ];
  });
}
