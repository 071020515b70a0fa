import { type Kysely, sql } from "kysely";
import { NotFound } from "../domain/errors.js";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { Page, PageRequest } from "../domain/page.js";
import type {
  ExecutionMode,
  Workspace,
  WorkspaceDetails,
  WorkspaceId,
} from "../domain/workspaces/workspace.js";
import { DEFAULT_SETTINGS } from "../domain/workspaces/workspace-settings.js";
import type { WorkspaceQuery, WorkspaceStore } from "../domain/workspaces/workspace-store.js";
import { bytesOrNull, fromJson, json, textOrNull, truth } from "./columns.js";
import { countRows } from "./counting.js";
import { lockRow } from "./locking.js";
import { isNameTaken } from "./name-in-organization.js";
import { byName, countedPage, inParts, missingFirst, missingLast, windowOf } from "./paging.js";
import type { Tables, WorkspaceRow } from "./schema.js";
import { TagBindingTables } from "./tag-bindings.js";
import { isWanted } from "./workspace-conditions.js";

export class SqlWorkspaceStore implements WorkspaceStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(id: WorkspaceId): Promise<WorkspaceDetails> {
    const [workspace] = await this.getMany([id]);
    if (workspace === undefined) throw new NotFound("workspace", id);
    return workspace;
  }

  async getByName(organization: OrganizationName, name: string): Promise<WorkspaceDetails> {
    const row = await this.details()
      .where("organization", "=", organization)
      .where("name", "=", name)
      .executeTakeFirst();
    const [workspace] = await this.withTags(row === undefined ? [] : [row]);
    if (workspace === undefined) throw new NotFound("workspace", `${organization}/${name}`);
    return workspace;
  }

  async getForUpdate(id: WorkspaceId): Promise<WorkspaceDetails> {
    await lockRow(this.db, "workspaces", id);
    return this.get(id);
  }

  async getMany(ids: readonly WorkspaceId[]): Promise<readonly WorkspaceDetails[]> {
    const rows = await inParts(ids, (part) => this.details().where("id", "in", part).execute());
    return (await this.withTags(rows)).sort(byName);
  }

  isNameTaken(organization: OrganizationName, name: string): Promise<boolean> {
    return isNameTaken(this.db, "workspaces", organization, name);
  }

  async list(
    organization: OrganizationName,
    query: WorkspaceQuery,
    page: PageRequest,
  ): Promise<Page<WorkspaceDetails>> {
    const { offset, limit } = windowOf(page);
    const { by, descending } = query.order ?? { by: "name", descending: false };
    const rows = await this.details()
      .where(isWanted(this.db, organization, query))
      .$if(by === "latest run", (all) =>
        all.orderBy(latestRunTime, descending ? missingLast : missingFirst),
      )
      .orderBy("name", by === "name" && descending ? "desc" : "asc")
      .limit(limit)
      .offset(offset)
      .execute();
    const counted = this.db.selectFrom("workspaces").where(isWanted(this.db, organization, query));
    return countedPage(page, await countRows(counted), await this.withTags(rows));
  }

  async insert(workspace: Workspace): Promise<void> {
    await this.db.insertInto("workspaces").values(toRow(workspace)).execute();
  }

  async save(workspace: Workspace): Promise<void> {
    await this.db
      .updateTable("workspaces")
      .set(toRow(workspace))
      .where("id", "=", workspace.id)
      .execute();
  }

  async delete(id: WorkspaceId): Promise<void> {
    await this.db.deleteFrom("workspaces").where("id", "=", id).execute();
  }

  private async withTags(rows: readonly DetailsRow[]): Promise<WorkspaceDetails[]> {
    const tags = await new TagBindingTables(this.db).of(
      "workspace",
      rows.map(({ id }) => id),
    );
    return rows.map((row) => ({
      ...toWorkspace(row),
      currentRunId: row.current_run_id,
      currentConfigurationVersionId: row.current_configuration_version_id,
      currentStateVersionId: row.current_state_version_id,
      resourceCount: row.resource_count ?? 0,
      tags: tags(row.id),
    }));
  }

  private details() {
    return this.db
      .selectFrom("workspaces")
      .selectAll("workspaces")
      .select((eb) =>
        eb
          .selectFrom("runs")
          .select("runs.id")
          .whereRef("runs.workspace_id", "=", "workspaces.id")
          .orderBy("runs.created_at", "desc")
          .orderBy("runs.id", "desc")
          .limit(1)
          .as("current_run_id"),
      )
      .select(currentConfiguration)
      .select([
        currentState<string>("id").as("current_state_version_id"),
        currentState<number>("resource_count").as("resource_count"),
      ]);
  }
}

type DetailsRow = WorkspaceRow & {
  readonly current_run_id: string | null;
  readonly current_configuration_version_id: string | null;
  readonly current_state_version_id: string | null;
  readonly resource_count: number | null;
};

/** The conditions are those of the index. */
const currentConfiguration = sql<string | null>`(
  SELECT version.id FROM configuration_versions version
  WHERE version.workspace_id = workspaces.id AND is_speculative = 0 AND is_provisional = 0
  ORDER BY version.created_at DESC, version.id DESC LIMIT 1
)`.as("current_configuration_version_id");

/** A column of the newest state version that is finalized. */
function currentState<Value>(column: "id" | "resource_count") {
  return sql<Value | null>`(
    SELECT ${sql.ref(column)} FROM state_versions
    WHERE state_versions.workspace_id = workspaces.id AND state_versions.status = 'finalized'
    ORDER BY state_versions.number DESC LIMIT 1
  )`;
}

const latestRunTime = sql<number | null>`(
  SELECT max(runs.created_at) FROM runs WHERE runs.workspace_id = workspaces.id
)`;

function toWorkspace(row: WorkspaceRow): Workspace {
  return {
    id: row.id,
    organization: row.organization,
    projectId: row.project_id,
    name: row.name,
    description: textOrNull(row.description),
    autoApply: row.auto_apply === 1,
    executionMode: row.execution_mode as ExecutionMode,
    terraformVersion: row.terraform_version,
    workingDirectory: row.working_directory,
    settings: { ...DEFAULT_SETTINGS, ...fromJson<object>(row.settings) },
    lock: row.lock === null ? null : fromJson(row.lock),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toRow(workspace: Workspace): WorkspaceRow {
  return {
    id: workspace.id,
    organization: workspace.organization,
    project_id: workspace.projectId,
    name: workspace.name,
    description: bytesOrNull(workspace.description),
    auto_apply: truth(workspace.autoApply),
    execution_mode: workspace.executionMode,
    terraform_version: workspace.terraformVersion,
    working_directory: workspace.workingDirectory,
    settings: json(workspace.settings),
    lock: workspace.lock === null ? null : json(workspace.lock),
    created_at: workspace.createdAt,
    updated_at: workspace.updatedAt,
  };
}
