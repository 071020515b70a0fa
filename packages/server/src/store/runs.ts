import type { Kysely } from "kysely";
import { NotFound } from "../domain/errors.js";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { Page, PageRequest } from "../domain/page.js";
import type { Run, RunId, RunOptions, RunStatus } from "../domain/runs/run.js";
import type { RunQuery, RunStore } from "../domain/runs/run-store.js";
import type { WorkspaceId } from "../domain/workspaces/workspace.js";
import { fromJson, json, truth } from "./columns.js";
import { countRows } from "./counting.js";
import { groupBy } from "./grouping.js";
import { lockRow } from "./locking.js";
import { countedPage, inParts, uncountedPage, windowOf } from "./paging.js";
import type { RunEventRow, RunRow, Tables } from "./schema.js";
import { workspacesWithin } from "./workspace-conditions.js";

export class SqlRunStore implements RunStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(id: RunId): Promise<Run> {
    const rows = await this.details().where("runs.id", "=", id).execute();
    const [run] = await this.withStories(rows);
    if (run === undefined) throw new NotFound("run", id);
    return run;
  }

  async getForUpdate(id: RunId): Promise<Run> {
    await lockRow(this.db, "runs", id);
    return this.get(id);
  }

  async listByWorkspace(workspaceId: WorkspaceId, page: PageRequest): Promise<Page<Run>> {
    const { offset, limit } = windowOf(page);
    const query = this.db.selectFrom("runs").where("workspace_id", "=", workspaceId);
    const rows = await this.details()
      .where("workspace_id", "=", workspaceId)
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(limit)
      .offset(offset)
      .execute();
    return countedPage(page, await countRows(query), await this.withStories(rows));
  }

  async listByOrganization(
    organization: OrganizationName,
    { within }: RunQuery,
    page: PageRequest,
  ): Promise<Page<Run>> {
    const { offset, limit } = windowOf(page);
    const rows = await this.details()
      .where("organization", "=", organization)
      .$if(within !== "all", (all) =>
        all.where("workspace_id", "in", workspacesWithin(this.db, organization, within)),
      )
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(limit + 1)
      .offset(offset)
      .execute();
    return uncountedPage(page, await this.withStories(rows));
  }

  private details() {
    return this.db
      .selectFrom("runs")
      .selectAll("runs")
      .select((eb) =>
        eb
          .selectFrom("workspaces")
          .select("workspaces.project_id")
          .whereRef("workspaces.id", "=", "runs.workspace_id")
          .$asScalar()
          .$notNull()
          .as("project_id"),
      );
  }

  /** The runs of rows, with the names of all that happened to them. */
  private async withStories(rows: readonly DetailedRow[]): Promise<Run[]> {
    const events = await inParts(
      rows.map(({ id }) => id),
      (part) =>
        this.db
          .selectFrom("run_events")
          .select(["run_id", "id", "comment_id"])
          .where("run_id", "in", part)
          .orderBy("run_id")
          .orderBy("position")
          .execute(),
    );
    const byRun = groupBy(
      events,
      (event) => event.run_id,
      (event) => event,
    );
    return rows.map((row) => toRun(row, byRun.get(row.id) ?? []));
  }

  async insert(run: Run): Promise<void> {
    await this.db.insertInto("runs").values(toRow(run)).execute();
  }

  async save(run: Run): Promise<void> {
    await this.db.updateTable("runs").set(toRow(run)).where("id", "=", run.id).execute();
  }
}

type DetailedRow = RunRow & { readonly project_id: string };
type EventNames = Pick<RunEventRow, "id" | "comment_id">;

function toRun(row: DetailedRow, events: readonly EventNames[]): Run {
  return {
    ...fromJson<RunOptions>(row.options),
    id: row.id,
    organization: row.organization,
    workspaceId: row.workspace_id,
    projectId: row.project_id,
    configurationVersionId: row.configuration_version_id,
    planId: row.plan_id,
    applyId: row.apply_id,
    policyCheckId: row.policy_check_id,
    taskStageId: row.task_stage_id,
    eventIds: events.map(({ id }) => id),
    commentIds: events.flatMap(({ comment_id }) => comment_id ?? []),
    createdBy: row.created_by,
    status: row.status as RunStatus,
    statusTimes: fromJson(row.status_times),
    hasChanges: row.has_changes === 1,
    createdAt: row.created_at,
  };
}

function toRow(run: Run): RunRow {
  const options: RunOptions = {
    message: run.message,
    isDestroy: run.isDestroy,
    isPlanOnly: run.isPlanOnly,
    autoApply: run.autoApply,
    allowEmptyApply: run.allowEmptyApply,
    savePlan: run.savePlan,
    refresh: run.refresh,
    refreshOnly: run.refreshOnly,
    targetAddresses: run.targetAddresses,
    replaceAddresses: run.replaceAddresses,
    variables: run.variables,
    terraformVersion: run.terraformVersion,
  };
  return {
    id: run.id,
    organization: run.organization,
    workspace_id: run.workspaceId,
    configuration_version_id: run.configurationVersionId,
    plan_id: run.planId,
    apply_id: run.applyId,
    policy_check_id: run.policyCheckId,
    task_stage_id: run.taskStageId,
    created_by: run.createdBy,
    status: run.status,
    status_times: json(run.statusTimes),
    has_changes: truth(run.hasChanges),
    options: json(options),
    created_at: run.createdAt,
  };
}
