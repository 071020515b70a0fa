import type { PlanService } from "../../../domain/plans/plan-service.js";
import { ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { encodePlan, planDocument } from "./wire.js";

export const planRoutes = (plans: PlanService, site: Site): TfeRoute[] => [
  route("GET", "/plans/:plan_id", {
    operation: "plans.show",
    doc: "Plans API: Show a Plan",
    statuses: [200, 404],
    response: planDocument,
    handle: async ({ actor, param }) => {
      const plan = await plans.get(actor, param("plan_id"));
      return ok({ data: encodePlan(plan, site) });
    },
  }),

  route("GET", "/runs/:run_id/plan", {
    operation: "plans.showByRun",
    doc: "Plans API: Show the Plan of a Run",
    statuses: [200, 404],
    response: planDocument,
    handle: async ({ actor, param }) => {
      const plan = await plans.getByRun(actor, param("run_id"));
      return ok({ data: encodePlan(plan, site) });
    },
  }),
];
