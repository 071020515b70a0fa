import type { Actor } from "../../../domain/access/actor.js";
import type { RunService } from "../../../domain/runs/run-service.js";
import type {
  TaskStageDetails,
  TaskStageService,
} from "../../../domain/task-stages/task-stage-service.js";
import type { WorkspaceService } from "../../../domain/workspaces/workspace-service.js";
import { documentOf, pageOf } from "../documents.js";
import { include, noMembers } from "../inclusion.js";
import { decodeOverride, overrideRequest } from "../override.js";
import { encodePage, pageOfAll } from "../pages.js";
import { encodePolicyEvaluation, policyEvaluationResource } from "../policy-evaluations/wire.js";
import { ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import { encodeRun, runResource } from "../runs/wire.js";
import type { Site } from "../site.js";
import { encodeWorkspace, workspaceResource } from "../workspaces/wire.js";
import { encodeTaskStage, taskStageResource } from "./wire.js";

const INCLUDE = [
  "run",
  "run.workspace",
  "task_results",
  "policy_evaluations",
  "cost_estimate",
] as const;

const taskStageDocument = documentOf(
  taskStageResource,
  runResource,
  workspaceResource,
  policyEvaluationResource,
);

export function taskStageRoutes(
  taskStages: TaskStageService,
  runs: Pick<RunService, "get">,
  workspaces: Pick<WorkspaceService, "readable">,
  { baseUrl, access }: Site,
): TfeRoute[] {
  const relatedTo = (actor: Actor, { run, evaluations }: TaskStageDetails) => ({
    run: async () => [encodeRun(await runs.get(actor, run.id), actor, access)],
    "run.workspace": async () => {
      const found = await workspaces.readable(actor, [run.workspaceId]);
      return found.map((each) => encodeWorkspace(each, actor, access));
    },
    task_results: noMembers,
    policy_evaluations: async () => evaluations.map(encodePolicyEvaluation),
    cost_estimate: noMembers,
  });
  return [
    route("GET", "/runs/:run_id/task-stages", {
      operation: "taskStages.listByRun",
      doc: "Task Stages API: List the Task Stages of a Run",
      statuses: [200, 404],
      query: { paged: true },
      response: pageOf(taskStageResource),
      handle: async ({ actor, param, query, url }) => {
        const page = pageOfAll(await taskStages.listByRun(actor, param("run_id")), query.page);
        return ok({
          data: page.items.map((each) => encodeTaskStage(each, actor, access)),
          ...encodePage(page, url, baseUrl()),
        });
      },
    }),

    route("GET", "/task-stages/:task_stage_id", {
      operation: "taskStages.show",
      doc: "Task Stages API: Show a Task Stage",
      statuses: [200, 400, 404],
      query: { include: INCLUDE },
      response: taskStageDocument,
      handle: async ({ actor, param, query }) => {
        const details = await taskStages.get(actor, param("task_stage_id"));
        return ok({
          data: encodeTaskStage(details, actor, access),
          ...(await include(query.include, relatedTo(actor, details))),
        });
      },
    }),

    route("POST", "/task-stages/:task_stage_id/actions/override", {
      operation: "taskStages.override",
      doc: "Task Stages API: Override a Task Stage",
      statuses: [200, 404, 409, 422],
      note: "`scope`, `expires-at` and `policies` are a Portcullis extension.",
      body: overrideRequest,
      response: documentOf(taskStageResource),
      handle: async ({ actor, param, body }) => {
        const details = await taskStages.override(
          actor,
          param("task_stage_id"),
          decodeOverride(body),
        );
        return ok({ data: encodeTaskStage(details, actor, access) });
      },
    }),

    route("GET", "/task-stages/:task_stage_id/policy-evaluations", {
      operation: "policyEvaluations.listByTaskStage",
      doc: "Policy Evaluations API: List Policy Evaluations in the Task Stage",
      statuses: [200, 404],
      query: { paged: true },
      response: pageOf(policyEvaluationResource),
      handle: async ({ actor, param, query, url }) => {
        const { evaluations } = await taskStages.get(actor, param("task_stage_id"));
        const page = pageOfAll(evaluations, query.page);
        return ok({
          data: page.items.map(encodePolicyEvaluation),
          ...encodePage(page, url, baseUrl()),
        });
      },
    }),
  ];
}
