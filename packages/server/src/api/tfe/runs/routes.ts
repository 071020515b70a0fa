import type { Actor } from "../../../domain/access/actor.js";
import type { ConfigurationVersionService } from "../../../domain/configuration-versions/configuration-version-service.js";
import type { PlanService } from "../../../domain/plans/plan-service.js";
import type { Run } from "../../../domain/runs/run.js";
import type { RunService } from "../../../domain/runs/run-service.js";
import type { TaskStageService } from "../../../domain/task-stages/task-stage-service.js";
import type { WorkspaceService } from "../../../domain/workspaces/workspace-service.js";
import { applyResource } from "../applies/wire.js";
import { configurationVersionResource } from "../configuration-versions/wire.js";
import { documentOf, pageOf } from "../documents.js";
import { include } from "../inclusion.js";
import { encodePage } from "../pages.js";
import { planResource } from "../plans/wire.js";
import { created, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { taskStageResource } from "../task-stages/wire.js";
import { userResource } from "../users/wire.js";
import { workspaceResource } from "../workspaces/wire.js";
import {
  decodeOrganizationRunQuery,
  decodeWorkspaceRunQuery,
  ORGANIZATION_RUN_FILTERS,
  RUN_FILTERS,
  RUN_SEARCHES,
} from "./list-query.js";
import { RUN_INCLUDE, relatedToRuns } from "./related.js";
import { decodeRunDraft, runRequest } from "./request.js";
import { encodeRun, runResource } from "./wire.js";

const related = [
  workspaceResource,
  configurationVersionResource,
  planResource,
  applyResource,
  userResource,
  taskStageResource,
];
const runDocument = documentOf(runResource, ...related);
export const runPage = pageOf(runResource, ...related);

export function runRoutes(
  runs: RunService,
  plans: Pick<PlanService, "readableOf">,
  workspaces: Pick<WorkspaceService, "readable">,
  taskStages: Pick<TaskStageService, "listByRuns">,
  configurationVersions: Pick<ConfigurationVersionService, "readable">,
  site: Site,
): TfeRoute[] {
  const services = { runs, plans, workspaces, taskStages, configurationVersions };
  const relatedTo = (actor: Actor, found: readonly Run[]) =>
    relatedToRuns(actor, found, services, site);
  return [
    route("POST", "/runs", {
      operation: "runs.create",
      doc: "Runs API: Create a Run",
      note: "Portcullis extension: `plan-upload` must be true; the plan then waits for an upload through its `links.upload`.",
      statuses: [201, 422],
      body: runRequest,
      response: runDocument,
      handle: async ({ actor, body }) => {
        const run = await runs.create(actor, decodeRunDraft(body));
        return created({ data: encodeRun(run, actor, site.access) });
      },
    }),

    route("GET", "/runs/:run_id", {
      operation: "runs.show",
      doc: "Runs API: Get run details",
      statuses: [200, 404],
      query: { include: RUN_INCLUDE },
      response: runDocument,
      handle: async ({ actor, param, query }) => {
        const run = await runs.get(actor, param("run_id"));
        return ok({
          data: encodeRun(run, actor, site.access),
          ...(await include(query.include, relatedTo(actor, [run]))),
        });
      },
    }),

    route("GET", "/workspaces/:workspace_id/runs", {
      operation: "runs.listByWorkspace",
      isOfItsTime: true,
      doc: "Runs API: List Runs in a Workspace",
      statuses: [200, 404],
      query: { paged: true, include: RUN_INCLUDE, search: RUN_SEARCHES, filters: RUN_FILTERS },
      response: runPage,
      handle: async ({ actor, param, query, url }) => {
        const page = await runs.listByWorkspace(
          actor,
          param("workspace_id"),
          decodeWorkspaceRunQuery(query, site.clock.now()),
          query.page,
        );
        return ok({
          data: page.items.map((run) => encodeRun(run, actor, site.access)),
          ...(await include(query.include, relatedTo(actor, page.items))),
          ...encodePage(page, url, site.baseUrl()),
        });
      },
    }),

    route("GET", "/organizations/:organization_name/runs", {
      operation: "runs.listByOrganization",
      isOfItsTime: true,
      doc: "Runs API: List Runs in an Organization",
      statuses: [200, 404],
      query: {
        paged: true,
        include: RUN_INCLUDE,
        search: RUN_SEARCHES,
        filters: ORGANIZATION_RUN_FILTERS,
      },
      response: runPage,
      handle: async ({ actor, param, query, url }) => {
        const page = await runs.listByOrganization(
          actor,
          param("organization_name"),
          decodeOrganizationRunQuery(query, site.clock.now()),
          query.page,
        );
        return ok({
          data: page.items.map((run) => encodeRun(run, actor, site.access)),
          ...(await include(query.include, relatedTo(actor, page.items))),
          ...encodePage(page, url, site.baseUrl()),
        });
      },
    }),
  ];
}
