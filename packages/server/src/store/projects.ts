import type { Kysely } from "kysely";
import { NotFound } from "../domain/errors.js";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { Page, PageRequest } from "../domain/page.js";
import type { Project, ProjectId } from "../domain/projects/project.js";
import type { ProjectStore } from "../domain/projects/project-store.js";
import { bytesOrNull, textOrNull } from "./columns.js";
import { countRows } from "./counting.js";
import { countedPage, windowOf } from "./paging.js";
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

  async list(organization: OrganizationName, page: PageRequest): Promise<Page<Project>> {
    const { offset, limit } = windowOf(page);
    const query = this.db.selectFrom("projects").where("organization", "=", organization);
    const rows = await query.selectAll().orderBy("name").limit(limit).offset(offset).execute();
    return countedPage(page, await countRows(query), rows.map(toProject));
  }

  async insert(project: Project): Promise<void> {
    await this.db
      .insertInto("projects")
      .values({
        id: project.id,
        organization: project.organization,
        name: project.name,
        description: bytesOrNull(project.description),
        created_at: project.createdAt,
      })
      .execute();
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
