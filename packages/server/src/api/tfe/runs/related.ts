import type { Actor } from "../../../domain/access/actor.js";
import type { ConfigurationVersionService } from "../../../domain/configuration-versions/configuration-version-service.js";
import type { PlanService } from "../../../domain/plans/plan-service.js";
import type { Run } from "../../../domain/runs/run.js";
import type { RunService } from "../../../domain/runs/run-service.js";
import type { TaskStageService } from "../../../domain/task-stages/task-stage-service.js";
import type { WorkspaceService } from "../../../domain/workspaces/workspace-service.js";
import { encodeApply } from "../applies/wire.js";
import { encodeConfigurationVersion } from "../configuration-versions/wire.js";
import { noMembers } from "../inclusion.js";
import { encodePlan } from "../plans/wire.js";
import type { Site } from "../site.js";
import { encodeTaskStage } from "../task-stages/wire.js";
import { encodeUser } from "../users/wire.js";
import { encodeWorkspace } from "../workspaces/wire.js";

/** COMPAT (Runs API, related resources; Terraform command, remote runs): what clients ask for. */
export const RUN_INCLUDE = [
  "workspace",
  "plan",
  "apply",
  "created_by",
  "cost_estimate",
  "configuration_version",
  "configuration_version.ingress_attributes",
  "task_stages",
  "tf_policy_evaluations",
] as const;

/** How to load what the documents of these runs may include. */
export function relatedToRuns(
  actor: Actor,
  found: readonly Run[],
  services: {
    readonly runs: Pick<RunService, "creators">;
    readonly configurationVersions: Pick<ConfigurationVersionService, "readable">;
    readonly plans: Pick<PlanService, "readableOf">;
    readonly taskStages: Pick<TaskStageService, "listByRuns">;
    readonly workspaces: Pick<WorkspaceService, "readable">;
  },
  site: Site,
) {
  return {
    workspace: async () => {
      const ids = [...new Set(found.map((run) => run.workspaceId))];
      const workspaces = await services.workspaces.readable(actor, ids);
      return workspaces.map((each) => encodeWorkspace(each, actor, site.access));
    },
    plan: async () => {
      const plans = await services.plans.readableOf(actor, found);
      return plans.map((plan) => encodePlan(plan, actor, site));
    },
    apply: async () => found.map(encodeApply),
    created_by: async () => {
      const users = await services.runs.creators(actor, found);
      return users.map((each) => encodeUser(each, actor, site.access));
    },
    cost_estimate: noMembers,
    configuration_version: async () => {
      const ids = new Set(found.flatMap((run) => run.configurationVersionId ?? []));
      const versions = await services.configurationVersions.readable(actor, [...ids]);
      return versions.map(encodeConfigurationVersion);
    },
    "configuration_version.ingress_attributes": noMembers,
    task_stages: async () => {
      const stages = await services.taskStages.listByRuns(found);
      return stages.map((each) => encodeTaskStage(each, actor, site.access));
    },
    tf_policy_evaluations: noMembers,
  };
}
