import type { Actor } from "../../../domain/access/actor.js";
import type { PolicyCheckService } from "../../../domain/policy-checks/policy-check-service.js";
import type { RunService } from "../../../domain/runs/run-service.js";
import type { WorkspaceService } from "../../../domain/workspaces/workspace-service.js";
import { documentOf, pageOf } from "../documents.js";
import { include } from "../inclusion.js";
import { decodeOverride, overrideRequest } from "../override.js";
import { encodePage, pageOfAll } from "../pages.js";
import { noContent, okWritten, plainText } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import { encodeRun, runResource } from "../runs/wire.js";
import type { Site } from "../site.js";
import { encodeWorkspace, workspaceResource } from "../workspaces/wire.js";
import { encodePolicyCheck, policyCheckResource } from "./wire.js";

const related = [runResource, workspaceResource];
const policyCheckDocument = documentOf(policyCheckResource, ...related);
const policyCheckPage = pageOf(policyCheckResource, ...related);

const INCLUDE = ["run", "run.workspace"] as const;

export function policyCheckRoutes(
  policyChecks: PolicyCheckService,
  runs: Pick<RunService, "get">,
  workspaces: Pick<WorkspaceService, "readable">,
  { baseUrl, access }: Site,
): TfeRoute[] {
  const relatedTo = (actor: Actor, runId: string) => ({
    run: async () => [encodeRun(await runs.get(actor, runId), actor, access)],
    "run.workspace": async () => {
      const { workspaceId } = await runs.get(actor, runId);
      const found = await workspaces.readable(actor, [workspaceId]);
      return found.map((each) => encodeWorkspace(each, actor, access));
    },
  });
  return [
    route("GET", "/runs/:run_id/policy-checks", {
      operation: "policyChecks.listByRun",
      doc: "Policy Checks API: List Policy Checks",
      statuses: [200, 404],
      query: { paged: true, include: INCLUDE },
      response: policyCheckPage,
      handle: async ({ actor, param, query, url }) => {
        const checks = await policyChecks.listByRun(actor, param("run_id"));
        const page = pageOfAll(checks, query.page);
        return okWritten({
          data: page.items.map((check) => encodePolicyCheck(check, actor, access)),
          ...(await include(query.include, relatedTo(actor, param("run_id")))),
          ...encodePage(page, url, baseUrl()),
        });
      },
    }),

    route("GET", "/policy-checks/:policy_check_id", {
      operation: "policyChecks.show",
      doc: "Policy Checks API: Show Policy Check",
      statuses: [200, 404],
      query: { include: INCLUDE },
      response: policyCheckDocument,
      handle: async ({ actor, param, query }) => {
        const check = await policyChecks.get(actor, param("policy_check_id"));
        return okWritten({
          data: encodePolicyCheck(check, actor, access),
          ...(await include(query.include, relatedTo(actor, check.runId))),
        });
      },
    }),

    route("GET", "/policy-checks/:policy_check_id/output", {
      operation: "policyChecks.output",
      doc: "Policy Checks API: Show the output of a Policy Check",
      note: "Answers with the text itself, not with a redirection; 204 while there is none.",
      statuses: [200, 204, 404],
      response: "text",
      handle: async ({ actor, param }) => {
        const output = await policyChecks.output(actor, param("policy_check_id"));
        return output === null ? noContent() : plainText(output);
      },
    }),

    route("POST", "/policy-checks/:policy_check_id/actions/override", {
      operation: "policyChecks.override",
      doc: "Policy Checks API: Override Policy",
      statuses: [200, 404, 409, 422],
      note: "`scope`, `expires-at` and `policies` are a Portcullis extension.",
      body: overrideRequest,
      response: policyCheckDocument,
      handle: async ({ actor, param, body }) => {
        const check = await policyChecks.override(
          actor,
          param("policy_check_id"),
          decodeOverride(body),
        );
        return okWritten({ data: encodePolicyCheck(check, actor, access) });
      },
    }),
  ];
}
