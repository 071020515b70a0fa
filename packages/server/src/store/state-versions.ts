import { type Kysely, sql } from "kysely";
import { NotFound } from "../domain/errors.js";
import type { StateSummary } from "../domain/evaluation/evaluator.js";
import type { Page, PageRequest } from "../domain/page.js";
import type {
  StateVersion,
  StateVersionId,
  StateVersionOutput,
  StateVersionStatus,
} from "../domain/state-versions/state-version.js";
import type { StateVersionStore } from "../domain/state-versions/state-version-store.js";
import type { WorkspaceId } from "../domain/workspaces/workspace.js";
import { bytes, bytesOrNull, fromJson, json, text, textOrNull, truth } from "./columns.js";
import { countRows } from "./counting.js";
import { groupBy } from "./grouping.js";
import { countedPage, inParts, isAnyOf, windowOf } from "./paging.js";
import type { StateVersionOutputRow, StateVersionRow, Tables } from "./schema.js";

/** LIMIT: outputs that one statement inserts; each takes seven of the values that it may have. */
const OUTPUTS_AT_ONCE = 100;

export class SqlStateVersionStore implements StateVersionStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(id: StateVersionId): Promise<StateVersion> {
    const [version] = await this.getMany([id]);
    if (version === undefined) throw new NotFound("state version", id);
    return version;
  }

  async getMany(ids: readonly StateVersionId[]): Promise<readonly StateVersion[]> {
    const rows = await inParts(ids, (part) => this.details().where("id", "in", part).execute());
    return rows.map(toVersion);
  }

  async current(workspaceId: WorkspaceId): Promise<StateVersion | null> {
    const row = await this.details()
      .where("workspace_id", "=", workspaceId)
      .where("status", "=", "finalized")
      .orderBy("number", "desc")
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : toVersion(row);
  }

  async pending(workspaceId: WorkspaceId): Promise<readonly StateVersion[]> {
    const rows = await this.details()
      .where("workspace_id", "=", workspaceId)
      .where("status", "=", "pending")
      .orderBy("number", "desc")
      .execute();
    return rows.map(toVersion);
  }

  async list(
    workspaceId: WorkspaceId,
    statuses: readonly StateVersionStatus[] | undefined,
    page: PageRequest,
  ): Promise<Page<StateVersion>> {
    const { offset, limit } = windowOf(page);
    const isWanted = sql<boolean>`workspace_id = ${workspaceId} AND ${
      statuses === undefined ? sql`1 = 1` : isAnyOf("status", statuses)
    }`;
    const rows = await this.details()
      .where(isWanted)
      .orderBy("number", "desc")
      .limit(limit)
      .offset(offset)
      .execute();
    const counted = this.db.selectFrom("state_versions").where(isWanted);
    return countedPage(page, await countRows(counted), rows.map(toVersion));
  }

  async insert(version: StateVersion): Promise<void> {
    const { workspaceId } = version;
    const number = sql<number>`(
      SELECT coalesce(max(number), 0) + 1 FROM state_versions WHERE workspace_id = ${workspaceId}
    )`;
    await this.db
      .insertInto("state_versions")
      .values({ ...toRow(version), number })
      .execute();
  }

  async save(version: StateVersion): Promise<void> {
    await this.db
      .updateTable("state_versions")
      .set(toRow(version))
      .where("id", "=", version.id)
      .execute();
  }

  async insertOutputs(outputs: readonly StateVersionOutput[]): Promise<void> {
    for (let start = 0; start < outputs.length; start += OUTPUTS_AT_ONCE) {
      const part = outputs.slice(start, start + OUTPUTS_AT_ONCE);
      const rows = part.map((output, index) => toOutputRow(output, start + index));
      await this.db.insertInto("state_version_outputs").values(rows).execute();
    }
  }

  async getOutput(id: string): Promise<StateVersionOutput> {
    const row = await this.db
      .selectFrom("state_version_outputs")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirst();
    if (row === undefined) throw new NotFound("state version output", id);
    return toOutput(row);
  }

  async listOutputs(id: StateVersionId, page: PageRequest): Promise<Page<StateVersionOutput>> {
    const { offset, limit } = windowOf(page);
    const query = this.db.selectFrom("state_version_outputs").where("state_version_id", "=", id);
    const rows = await query.selectAll().orderBy("position").limit(limit).offset(offset).execute();
    return countedPage(page, await countRows(query), rows.map(toOutput));
  }

  async outputsOf(id: StateVersionId): Promise<readonly StateVersionOutput[]> {
    return (await this.outputsOfMany([id]))(id);
  }

  async outputsOfMany(
    ids: readonly StateVersionId[],
  ): Promise<(id: StateVersionId) => readonly StateVersionOutput[]> {
    const rows = await inParts(ids, (part) =>
      this.db
        .selectFrom("state_version_outputs")
        .selectAll()
        .where("state_version_id", "in", part)
        .orderBy("state_version_id")
        .orderBy("position")
        .execute(),
    );
    const byVersion = groupBy(rows, (row) => row.state_version_id, toOutput);
    return (id) => byVersion.get(id) ?? [];
  }

  async sizeOfOutputs(ids: readonly StateVersionId[]): Promise<number> {
    const sums = await inParts(ids, (part) =>
      this.db
        .selectFrom("state_version_outputs")
        .select(sql<number | string | null>`sum(length(value))`.as("bytes"))
        .where("state_version_id", "in", part)
        .execute(),
    );
    return sums.reduce((total, { bytes: part }) => total + Number(part ?? 0), 0);
  }

  private details() {
    return this.db
      .selectFrom("state_versions")
      .selectAll()
      .select(
        sql<string>`(
          SELECT workspaces.project_id FROM workspaces
          WHERE workspaces.id = state_versions.workspace_id
        )`.as("project_id"),
      );
  }
}

function toVersion(row: StateVersionRow & { readonly project_id: string }): StateVersion {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    projectId: row.project_id,
    organization: row.organization,
    status: row.status as StateVersionStatus,
    serial: row.serial,
    md5: row.md5,
    lineage: textOrNull(row.lineage),
    state: row.state,
    jsonState: row.json_state,
    summary: row.summary === null ? null : fromJson<StateSummary>(row.summary),
    runId: row.run_id,
    createdBy: row.created_by,
    rollbackOf: row.rollback_of,
    createdAt: row.created_at,
  };
}

function toRow(version: StateVersion): Omit<StateVersionRow, "number"> {
  return {
    id: version.id,
    workspace_id: version.workspaceId,
    organization: version.organization,
    status: version.status,
    serial: version.serial,
    md5: version.md5,
    lineage: bytesOrNull(version.lineage),
    state: version.state,
    json_state: version.jsonState,
    summary: version.summary === null ? null : json(version.summary),
    resource_count: version.summary?.resourceCount ?? 0,
    run_id: version.runId,
    created_by: version.createdBy,
    rollback_of: version.rollbackOf,
    created_at: version.createdAt,
  };
}

function toOutput(row: StateVersionOutputRow): StateVersionOutput {
  return {
    id: row.id,
    stateVersionId: row.state_version_id,
    name: text(row.name),
    isSensitive: row.is_sensitive === 1,
    type: fromJson(row.type),
    value: text(row.value),
  };
}

function toOutputRow(output: StateVersionOutput, position: number): StateVersionOutputRow {
  return {
    id: output.id,
    state_version_id: output.stateVersionId,
    position,
    name: bytes(output.name),
    is_sensitive: truth(output.isSensitive),
    type: json(output.type),
    value: bytes(output.value),
  };
}
