import { sql } from "kysely";

/** The workspace of a run, and the project that is in now. */
export interface PlaceColumns {
  readonly workspace_id: string;
  readonly project_id: string;
}

/** These columns, found by a reference to the run. */
export function placeOfRun(run: "plans.run_id" | "policy_checks.run_id") {
  const of = sql.ref(run);
  return [
    sql<string>`(SELECT runs.workspace_id FROM runs WHERE runs.id = ${of})`.as("workspace_id"),
    sql<string>`(SELECT workspaces.project_id FROM runs
      JOIN workspaces ON workspaces.id = runs.workspace_id WHERE runs.id = ${of})`.as("project_id"),
  ] as const;
}
