import type { Kysely, SelectQueryBuilder } from "kysely";
import { NotFound } from "../domain/errors.js";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { Page, PageRequest } from "../domain/page.js";
import {
  operationOf,
  type Run,
  type RunId,
  type RunOptions,
  type RunSource,
  type RunStatus,
} from "../domain/runs/run.js";
import type { OrganizationRunQuery, RunQuery, RunStore } from "../domain/runs/run-store.js";
import type { WorkspaceId } from "../domain/workspaces/workspace.js";
import { fromJson, json, truth } from "./columns.js";
import { countRows } from "./counting.js";
import { groupBy } from "./grouping.js";
import { lockRow } from "./locking.js";
import { countedPage, inParts, uncountedPage, windowOf } from "./paging.js";
import { isWantedInOrganization, isWantedRun, searchText } from "./run-conditions.js";
import type { RunEventRow, RunRow, Tables } from "./schema.js";

export class SqlRunStore implements RunStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(id: RunId): Promise<Run> {
    const run = await this.find(id);
    if (run === null) throw new NotFound("run", id);
    return run;
  }

  async find(id: RunId): Promise<Run | null> {
    const rows = await this.details().where("runs.id", "=", id).execute();
    const [run] = await this.withStories(rows);
    return run ?? null;
  }

  async getMany(ids: readonly RunId[]): Promise<readonly Run[]> {
    return this.inOrder(ids.map((id) => ({ id })));
  }

  async getByApply(applyId: string): Promise<Run> {
    const query = this.db.selectFrom("runs").select("id").where("apply_id", "=", applyId);
    const [run] = await this.inOrder(await query.execute());
    if (run === undefined) throw new NotFound("apply", applyId);
    return run;
  }

  async getForUpdate(id: RunId): Promise<Run> {
    await lockRow(this.db, "runs", id);
    return this.get(id);
  }

  async listByWorkspace(
    workspaceId: WorkspaceId,
    query: RunQuery,
    page: PageRequest,
  ): Promise<Page<Run>> {
    const { offset, limit } = windowOf(page);
    const wanted = this.db
      .selectFrom("runs")
      .where("runs.workspace_id", "=", workspaceId)
      .where(isWantedRun(this.db, query));
    const ids = await latestFirst(wanted.select("runs.id")).limit(limit).offset(offset).execute();
    return countedPage(page, await countRows(wanted), await this.inOrder(ids));
  }

  async listByOrganization(
    organization: OrganizationName,
    query: OrganizationRunQuery,
    page: PageRequest,
  ): Promise<Page<Run>> {
    const { offset, limit } = windowOf(page);
    const wanted = (narrowed: OrganizationRunQuery) =>
      latestFirst(
        this.db
          .selectFrom("runs")
          .select(["runs.id", "runs.created_at"])
          .where(isWantedInOrganization(this.db, organization, narrowed)),
      );
    const parts = statusesAlone(query).map((status) =>
      wanted({ ...query, statuses: [status] }).limit(offset + limit + 1),
    );
    const ids =
      parts.length === 0
        ? await wanted(query)
            .limit(limit + 1)
            .offset(offset)
            .execute()
        : await merged(this.db, parts)
            .limit(limit + 1)
            .offset(offset)
            .execute();
    return uncountedPage(page, await this.inOrder(ids));
  }

  /**
   * The runs with these ids. Lists look for ids alone, which an index holds with all that is searched: a
   * run that is passed over on the way to a page costs little.
   */
  private async inOrder(wanted: readonly { readonly id: RunId }[]): Promise<Run[]> {
    const ids = wanted.map(({ id }) => id);
    const rows = await inParts(ids, (part) =>
      this.details().where("runs.id", "in", part).execute(),
    );
    const byId = new Map((await this.withStories(rows)).map((run) => [run.id, run]));
    return ids.flatMap((id) => byId.get(id) ?? []);
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

function latestFirst<Selected>(query: SelectQueryBuilder<Tables, "runs", Selected>) {
  return query.orderBy("runs.created_at", "desc").orderBy("runs.id", "desc");
}

/**
 * The statuses, where a query asks for nothing that the index of statuses does not hold. Few runs may have
 * one: each is found where those of its status are one after the other.
 */
function statusesAlone(query: OrganizationRunQuery): readonly RunStatus[] {
  const { statuses = [], createdFrom, createdBefore, within, ...others } = query;
  const isAlone = within === "all" && Object.values(others).every((each) => each === undefined);
  return isAlone ? statuses : [];
}

/** All that these queries find, the latest first. */
function merged(
  db: Kysely<Tables>,
  queries: readonly SelectQueryBuilder<Tables, "runs", Pick<RunRow, "id" | "created_at">>[],
) {
  const parts = queries.map((query) => db.selectFrom(query.as("part")).selectAll());
  const all = parts.reduce((union, part) => union.unionAll(part));
  return db
    .selectFrom(all.as("parts"))
    .selectAll()
    .orderBy("created_at", "desc")
    .orderBy("id", "desc");
}

type DetailedRow = RunRow & { readonly project_id: string };
type EventNames = Pick<RunEventRow, "id" | "comment_id">;

/** Those that runs of earlier programs do not have. */
const LATER_OPTIONS = {
  allowConfigGeneration: false,
  debuggingMode: false,
  invokedActions: [],
  policyPaths: [],
};

function toRun(row: DetailedRow, events: readonly EventNames[]): Run {
  return {
    ...LATER_OPTIONS,
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
    source: row.source as RunSource,
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
    allowConfigGeneration: run.allowConfigGeneration,
    debuggingMode: run.debuggingMode,
    invokedActions: run.invokedActions,
    policyPaths: run.policyPaths,
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
    operation: operationOf(run),
    source: run.source,
    search_text: searchText(run),
    created_at: run.createdAt,
  };
}
