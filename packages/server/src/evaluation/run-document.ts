import type { Instant } from "../domain/clock.js";
import type { RunToCheck } from "../domain/evaluation/evaluator.js";
import type { JsonObject } from "../domain/json.js";

/** A run as the import `tfrun` shows it to policies (tfrun import reference). Values of variables stay here. */
export function toRunDocument({ run, workspace, project, createdBy }: RunToCheck): JsonObject {
  return {
    id: run.id,
    created_at: timestamp(run.createdAt),
    created_by: createdBy ?? "",
    message: run.message,
    is_destroy: run.isDestroy,
    refresh: run.refresh,
    refresh_only: run.refreshOnly,
    replace_addrs: [...run.replaceAddresses],
    target_addrs: [...run.targetAddresses],
    speculative: run.isPlanOnly,
    variables: Object.fromEntries(
      run.variables.map(({ key }) => [key, { category: "terraform", sensitive: false }]),
    ),
    project: { id: project.id, name: project.name },
    organization: { name: run.organization },
    workspace: {
      id: workspace.id,
      name: workspace.name,
      created_at: timestamp(workspace.createdAt),
      description: workspace.description,
      execution_mode: workspace.executionMode,
      auto_apply: workspace.autoApply,
      working_directory: workspace.workingDirectory,
    },
  };
}

function timestamp(instant: Instant): string {
  return new Date(instant).toISOString();
}
