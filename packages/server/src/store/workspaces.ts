import type { Kysely } from "kysely";
import { NotFound } from "../domain/errors.js";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { Page, PageRequest } from "../domain/page.js";
import type {
  ExecutionMode,
  Workspace,
  WorkspaceDetails,
  WorkspaceId,
} from "../domain/workspaces/workspace.js";
import type { WorkspaceStore } from "../domain/workspaces/workspace-store.js";
import { bytesOrNull, textOrNull, truth } from "./columns.js";
import { countRows } from "./counting.js";
import { lockRow } from "./locking.js";
import { isNameTaken } from "./name-in-organization.js";
import { byName, countedPage, inParts, nameContains, windowOf } from "./paging.js";
import type { Tables, WorkspaceRow } from "./schema.js";

export class SqlWorkspaceStore implements WorkspaceStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(id: WorkspaceId): Promise<WorkspaceDetails> {
    const row = await this.details().where("id", "=", id).executeTakeFirst();
    if (row === undefined) throw new NotFound("workspace", id);
    return toDetails(row);
  }

  async getByName(organization: OrganizationName, name: string): Promise<WorkspaceDetails> {
    const row = await this.details()
      .where("organization", "=", organization)
      .where("name", "=", name)
      .executeTakeFirst();
    if (row === undefined) throw new NotFound("workspace", `${organization}/${name}`);
    return toDetails(row);
  }

  async getForUpdate(id: WorkspaceId): Promise<WorkspaceDetails> {
    await lockRow(this.db, "workspaces", id);
    return this.get(id);
  }

  async getMany(ids: readonly WorkspaceId[]): Promise<readonly WorkspaceDetails[]> {
    const rows = await inParts(ids, (part) => this.details().where("id", "in", part).execute());
    return rows.map(toDetails).sort(byName);
  }

  isNameTaken(organization: OrganizationName, name: string): Promise<boolean> {
    return isNameTaken(this.db, "workspaces", organization, name);
  }

  async list(
    organization: OrganizationName,
    search: string | undefined,
    page: PageRequest,
  ): Promise<Page<WorkspaceDetails>> {
    const { offset, limit } = windowOf(page);
    const rows = await this.details()
      .where("organization", "=", organization)
      .$if(search !== undefined, (query) => query.where(nameContains(search ?? "")))
      .orderBy("name")
      .limit(limit)
      .offset(offset)
      .execute();
    const counted = this.db
      .selectFrom("workspaces")
      .where("organization", "=", organization)
      .$if(search !== undefined, (query) => query.where(nameContains(search ?? "")));
    return countedPage(page, await countRows(counted), rows.map(toDetails));
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
      );
  }
}

function toDetails(row: WorkspaceRow & { current_run_id: string | null }): WorkspaceDetails {
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
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    currentRunId: row.current_run_id,
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
    created_at: workspace.createdAt,
    updated_at: workspace.updatedAt,
  };
}
