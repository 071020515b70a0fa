import { OPA_LEVELS } from "../../../domain/enforcement-level.js";
import {
  OUTCOME_STATUSES,
  type PolicySetOutcome,
} from "../../../domain/task-stages/policy-set-outcome.js";
import type { TaskStageService } from "../../../domain/task-stages/task-stage-service.js";
import { documentOf, pageOf } from "../documents.js";
import { encodePage, pageOfAll } from "../pages.js";
import { ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { encodePolicySetOutcome, policySetOutcomeResource } from "./outcome-wire.js";
import { encodePolicyEvaluation, policyEvaluationResource } from "./wire.js";

export function policyEvaluationRoutes(
  taskStages: TaskStageService,
  { baseUrl }: Site,
): TfeRoute[] {
  const encoded = async (outcome: PolicySetOutcome) =>
    encodePolicySetOutcome(outcome, await taskStages.outputOf(outcome));
  return [
    route("GET", "/policy-evaluations/:policy_evaluation_id", {
      operation: "policyEvaluations.show",
      doc: "Policy Evaluations API: Show a Policy Evaluation",
      statuses: [200, 404],
      response: documentOf(policyEvaluationResource),
      handle: async ({ actor, param }) => {
        const evaluation = await taskStages.evaluation(actor, param("policy_evaluation_id"));
        return ok({ data: encodePolicyEvaluation(evaluation) });
      },
    }),

    route("GET", "/policy-evaluations/:policy_evaluation_id/policy-set-outcomes", {
      operation: "policySetOutcomes.listByEvaluation",
      doc: "Policy Evaluations API: List Policy Outcomes",
      statuses: [200, 400, 404],
      query: {
        paged: true,
        conditions: { status: OUTCOME_STATUSES, enforcement_level: OPA_LEVELS },
      },
      response: pageOf(policySetOutcomeResource),
      handle: async ({ actor, param, query, url }) => {
        const conditions = query.conditions.map(({ status, enforcement_level: level }) => ({
          status,
          level,
        }));
        const id = param("policy_evaluation_id");
        const page = pageOfAll(await taskStages.outcomesOf(actor, id, conditions), query.page);
        return ok({
          data: await Promise.all(page.items.map(encoded)),
          ...encodePage(page, url, baseUrl()),
        });
      },
    }),

    route("GET", "/policy-set-outcomes/:policy_set_outcome_id", {
      operation: "policySetOutcomes.show",
      doc: "Policy Evaluations API: Show a Policy Outcome",
      statuses: [200, 404],
      response: documentOf(policySetOutcomeResource),
      handle: async ({ actor, param }) => {
        const outcome = await taskStages.outcome(actor, param("policy_set_outcome_id"));
        return ok({ data: await encoded(outcome) });
      },
    }),
  ];
}
