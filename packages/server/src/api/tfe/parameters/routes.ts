import { PARAMETER_LIMIT } from "../../../domain/parameters/parameter.js";
import type { ParameterService } from "../../../domain/parameters/parameter-service.js";
import { encodePage, pageOfAll } from "../pages.js";
import { created, noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import {
  decodeParameterChange,
  decodeParameterDraft,
  encodeParameter,
  parameterChangeRequest,
  parameterDocument,
  parameterPage,
  parameterRequest,
} from "./wire.js";

const ALL = "/policy-sets/:policy_set_id/parameters";
const ONE = "/policy-sets/:policy_set_id/parameters/:parameter_id";

export const parameterRoutes = (parameters: ParameterService, { baseUrl }: Site): TfeRoute[] => [
  route("GET", ALL, {
    operation: "policySetParameters.list",
    doc: "Policy Set Parameters API: List Parameters",
    statuses: [200, 404],
    // COMPAT (client for Terraform Enterprise, parameters): whoever asks for no page gets all of them.
    query: { paged: true, pageSize: PARAMETER_LIMIT },
    response: parameterPage,
    handle: async ({ actor, param, query, url }) => {
      const page = pageOfAll(await parameters.list(actor, param("policy_set_id")), query.page);
      return ok({ data: page.items.map(encodeParameter), ...encodePage(page, url, baseUrl()) });
    },
  }),

  route("POST", ALL, {
    operation: "policySetParameters.create",
    doc: "Policy Set Parameters API: Create a Parameter",
    statuses: [201, 404, 422],
    body: parameterRequest,
    response: parameterDocument,
    handle: async ({ actor, param, body }) => {
      const draft = decodeParameterDraft(body);
      const parameter = await parameters.create(actor, param("policy_set_id"), draft);
      return created({ data: encodeParameter(parameter) });
    },
  }),

  route("GET", ONE, {
    operation: "policySetParameters.show",
    doc: "Policy Set Parameters API: Show a Parameter",
    statuses: [200, 404],
    response: parameterDocument,
    handle: async ({ actor, param }) => {
      const parameter = await parameters.get(actor, param("policy_set_id"), param("parameter_id"));
      return ok({ data: encodeParameter(parameter) });
    },
  }),

  route("PATCH", ONE, {
    operation: "policySetParameters.update",
    doc: "Policy Set Parameters API: Update Parameters",
    statuses: [200, 404, 422],
    body: parameterChangeRequest,
    identity: "parameter_id",
    response: parameterDocument,
    handle: async ({ actor, param, body }) => {
      const [set, id] = [param("policy_set_id"), param("parameter_id")];
      const parameter = await parameters.update(actor, set, id, decodeParameterChange(body));
      return ok({ data: encodeParameter(parameter) });
    },
  }),

  route("DELETE", ONE, {
    operation: "policySetParameters.delete",
    doc: "Policy Set Parameters API: Delete Parameters",
    statuses: [204, 404],
    response: "nothing",
    handle: async ({ actor, param }) => {
      await parameters.delete(actor, param("policy_set_id"), param("parameter_id"));
      return noContent();
    },
  }),
];
