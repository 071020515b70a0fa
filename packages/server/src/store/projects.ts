import type { Kysely } from "kysely";
import { NotFound } from "../domain/errors.js";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { Page, PageRequest } from "../domain/page.js";
import type { Project, ProjectId } from "../domain/projects/project.js";
import type { ProjectQuery, ProjectStore } from "../domain/projects/project-store.js";
import { bytesOrNull, textOrNull } from "./columns.js";
import { countRows } from "./counting.js";
import { lockRow } from "./locking.js";
import { isNameTaken } from "./name-in-organization.js";
import { byName, countedPage, inParts, isAnyOf, windowOf } from "./paging.js";
import type { ProjectRow, Tables } from "./schema.js";

export class SqlProjectStore implements ProjectStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(id: ProjectId): Promise<Project> {
    const project = await this.find(id);
    if (project === null) throw new NotFound("project", id);
    return project;
  }

  async find(id: ProjectId): Promise<Project | null> {
    const row = await this.db
      .selectFrom("projects")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirst();
    return row === undefined ? null : toProject(row);
  }

  async getForUpdate(id: ProjectId): Promise<Project> {
    await lockRow(this.db, "projects", id);
    return this.get(id);
  }

  async getMany(ids: readonly ProjectId[]): Promise<readonly Project[]> {
    const rows = await inParts(ids, (part) =>
      this.db.selectFrom("projects").selectAll().where("id", "in", part).execute(),
    );
    return rows.map(toProject).sort(byName);
  }

  isNameTaken(organization: OrganizationName, name: string): Promise<boolean> {
    return isNameTaken(this.db, "projects", organization, name);
  }

  async hasWorkspaces(id: ProjectId): Promise<boolean> {
    const row = await this.db
      .selectFrom("workspaces")
      .select("id")
      .where("project_id", "=", id)
      .executeTakeFirst();
    return row !== undefined;
  }

  async list(
    organization: OrganizationName,
    { names, ids = "all" }: ProjectQuery,
    page: PageRequest,
  ): Promise<Page<Project>> {
    if (ids.length === 0) return countedPage(page, 0, []);
    const { offset, limit } = windowOf(page);
    let query = this.db.selectFrom("projects").where("organization", "=", organization);
    if (names !== undefined) query = query.where("name", "in", names);
    if (ids !== "all") query = query.where(isAnyOf("id", ids));
    const rows = await query.selectAll().orderBy("name").limit(limit).offset(offset).execute();
    return countedPage(page, await countRows(query), rows.map(toProject));
  }

  async insert(project: Project): Promise<void> {
    await this.db.insertInto("projects").values(toRow(project)).execute();
  }

  async save(project: Project): Promise<void> {
    await this.db
      .updateTable("projects")
      .set(toRow(project))
      .where("id", "=", project.id)
      .execute();
  }

  async delete(id: ProjectId): Promise<void> {
    await this.db.deleteFrom("projects").where("id", "=", id).execute();
  }
}

function toProject(row: ProjectRow): Project {
  return {
    id: row.id,
    organization: row.organization,
    name: row.name,
    description: textOrNull(row.description),
    createdAt: row.created_at,
  };
}

function toRow(project: Project): ProjectRow {
  return {
    id: project.id,
    organization: project.organization,
    name: project.name,
    description: bytesOrNull(project.description),
    created_at: project.createdAt,
  };
}
