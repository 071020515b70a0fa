import { type Kysely, sql } from "kysely";
import type {
  ConfigurationStatus,
  ConfigurationVersion,
  ConfigurationVersionId,
} from "../domain/configuration-versions/configuration-version.js";
import type { ConfigurationVersionStore } from "../domain/configuration-versions/configuration-version-store.js";
import { NotFound } from "../domain/errors.js";
import type { Page, PageRequest } from "../domain/page.js";
import type { RunStatus } from "../domain/runs/run.js";
import type { WorkspaceId } from "../domain/workspaces/workspace.js";
import { bytesOrNull, fromJson, json, textOrNull, truth } from "./columns.js";
import { countRows } from "./counting.js";
import { lockRow } from "./locking.js";
import { countedPage, inParts, windowOf } from "./paging.js";
import type { ConfigurationVersionRow, Tables } from "./schema.js";

export class SqlConfigurationVersionStore implements ConfigurationVersionStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(id: ConfigurationVersionId): Promise<ConfigurationVersion> {
    const [version] = await this.getMany([id]);
    if (version === undefined) throw new NotFound("configuration version", id);
    return version;
  }

  async getForUpdate(id: ConfigurationVersionId): Promise<ConfigurationVersion> {
    await lockRow(this.db, "configuration_versions", id);
    return this.get(id);
  }

  async getMany(ids: readonly ConfigurationVersionId[]): Promise<readonly ConfigurationVersion[]> {
    const rows = await inParts(ids, (part) =>
      this.details().where("configuration_versions.id", "in", part).execute(),
    );
    return rows.map(toVersion);
  }

  async list(workspaceId: WorkspaceId, page: PageRequest): Promise<Page<ConfigurationVersion>> {
    const { offset, limit } = windowOf(page);
    const rows = await this.details()
      .where("workspace_id", "=", workspaceId)
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(limit)
      .offset(offset)
      .execute();
    const all = this.db
      .selectFrom("configuration_versions")
      .where("workspace_id", "=", workspaceId);
    return countedPage(page, await countRows(all), rows.map(toVersion));
  }

  async statusesOfRuns(id: ConfigurationVersionId): Promise<readonly RunStatus[]> {
    const rows = await this.db
      .selectFrom("runs")
      .select("status")
      .distinct()
      .where("configuration_version_id", "=", id)
      .execute();
    return rows.map(({ status }) => status as RunStatus);
  }

  async insert(version: ConfigurationVersion): Promise<void> {
    await this.db.insertInto("configuration_versions").values(toRow(version)).execute();
  }

  async save(version: ConfigurationVersion): Promise<void> {
    await this.db
      .updateTable("configuration_versions")
      .set(toRow(version))
      .where("id", "=", version.id)
      .execute();
  }

  private details() {
    return this.db
      .selectFrom("configuration_versions")
      .selectAll("configuration_versions")
      .select(
        sql<string>`(SELECT workspaces.project_id FROM workspaces
          WHERE workspaces.id = configuration_versions.workspace_id)`.as("project_id"),
      );
  }
}

function toVersion(
  row: ConfigurationVersionRow & { readonly project_id: string },
): ConfigurationVersion {
  return {
    id: row.id,
    organization: row.organization,
    workspaceId: row.workspace_id,
    projectId: row.project_id,
    status: row.status as ConfigurationStatus,
    statusTimes: fromJson(row.status_times),
    wantsRuns: row.wants_runs === 1,
    isSpeculative: row.is_speculative === 1,
    isProvisional: row.is_provisional === 1,
    archive: row.archive,
    error: row.error,
    errorMessage: textOrNull(row.error_message),
    createdAt: row.created_at,
  };
}

function toRow(version: ConfigurationVersion): ConfigurationVersionRow {
  return {
    id: version.id,
    organization: version.organization,
    workspace_id: version.workspaceId,
    status: version.status,
    status_times: json(version.statusTimes),
    wants_runs: truth(version.wantsRuns),
    is_speculative: truth(version.isSpeculative),
    is_provisional: truth(version.isProvisional),
    archive: version.archive,
    error: version.error,
    error_message: bytesOrNull(version.errorMessage),
    created_at: version.createdAt,
  };
}
