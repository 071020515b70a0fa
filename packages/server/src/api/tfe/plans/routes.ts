import type { PlanService } from "../../../domain/plans/plan-service.js";
import type { HttpReply } from "../../http/route.js";
import { jsonBytes, noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { encodePlan, planDocument } from "./wire.js";

const JSON_NOTE =
  "What was uploaded, byte by byte, for admins of the workspace; 204 until the plan is finished.";

const REDACTED_NOTE =
  "What was uploaded, with everything replaced that it marks as sensitive, for whoever may read the run; 204 until the plan is finished, 422 for a plan that Terraform before 0.15.2 made.";

/** COMPAT: the vendor's service redirects to the content; clients take it at once, too. */
function jsonOutput(document: Uint8Array | null): HttpReply {
  return document === null ? noContent() : jsonBytes(document);
}

export const planRoutes = (plans: PlanService, site: Site): TfeRoute[] => [
  route("GET", "/plans/:plan_id", {
    operation: "plans.show",
    doc: "Plans API: Show a Plan",
    statuses: [200, 404],
    response: planDocument,
    handle: async ({ actor, param }) => {
      const plan = await plans.get(actor, { id: param("plan_id") });
      return ok({ data: encodePlan(plan, actor, site) });
    },
  }),

  route("GET", "/runs/:run_id/plan", {
    operation: "plans.showByRun",
    doc: "Plans API: Show the Plan of a Run",
    statuses: [200, 404],
    response: planDocument,
    handle: async ({ actor, param }) => {
      const plan = await plans.get(actor, { runId: param("run_id") });
      return ok({ data: encodePlan(plan, actor, site) });
    },
  }),

  route("GET", "/plans/:plan_id/json-output", {
    operation: "plans.jsonOutput",
    doc: "Plans API: Retrieve the JSON Execution Plan",
    note: JSON_NOTE,
    statuses: [200, 204, 404],
    response: "bytes",
    handle: async ({ actor, param }) =>
      jsonOutput(await plans.document(actor, { id: param("plan_id") })),
  }),

  route("GET", "/runs/:run_id/plan/json-output", {
    operation: "plans.jsonOutputOfRun",
    doc: "Plans API: Retrieve the JSON Execution Plan of a Run",
    note: JSON_NOTE,
    statuses: [200, 204, 404],
    response: "bytes",
    handle: async ({ actor, param }) =>
      jsonOutput(await plans.document(actor, { runId: param("run_id") })),
  }),

  route("GET", "/plans/:plan_id/json-output-redacted", {
    operation: "plans.redactedOutput",
    doc: "Plans API: Retrieve the redacted JSON Execution Plan",
    note: REDACTED_NOTE,
    statuses: [200, 204, 404, 422],
    response: "bytes",
    handle: async ({ actor, param }) =>
      jsonOutput(await plans.redactedDocument(actor, { id: param("plan_id") })),
  }),

  route("GET", "/runs/:run_id/plan/json-output-redacted", {
    operation: "plans.redactedOutputOfRun",
    doc: "Plans API: Retrieve the redacted JSON Execution Plan of a Run",
    note: REDACTED_NOTE,
    statuses: [200, 204, 404, 422],
    response: "bytes",
    handle: async ({ actor, param }) =>
      jsonOutput(await plans.redactedDocument(actor, { runId: param("run_id") })),
  }),
];
