import type { Kysely } from "kysely";
import { NotFound } from "../domain/errors.js";
import type { Page, PageRequest } from "../domain/page.js";
import type { TeamAccess, TeamProject, TeamWorkspace } from "../domain/team-access/team-access.js";
import type { TeamAccessQuery, TeamAccessStore } from "../domain/team-access/team-access-store.js";
import type { TeamId } from "../domain/teams/team.js";
import { fromJson, json } from "./columns.js";
import { countRows } from "./counting.js";
import { countedPage, inParts, isAnyOf, windowOf } from "./paging.js";
import type { Tables, TeamAccessRow } from "./schema.js";

/** Two tables of the same form: access to workspaces, and to projects. */
interface Kind<Row extends TeamAccess> {
  readonly rows: "team_workspaces" | "team_projects";
  readonly places: "workspaces" | "projects";
  placeOf(row: Row): string;
  toEntity(common: TeamAccess, placeId: string, level: string, permissions: string): Row;
}

export function teamWorkspaces(db: Kysely<Tables>): TeamAccessStore<TeamWorkspace> {
  return new SqlTeamAccessStore(db, {
    rows: "team_workspaces",
    places: "workspaces",
    placeOf: ({ workspaceId }) => workspaceId,
    toEntity: (common, workspaceId, level, permissions) => ({
      ...common,
      workspaceId,
      level: level as TeamWorkspace["level"],
      permissions: fromJson(permissions),
    }),
  });
}

export function teamProjects(db: Kysely<Tables>): TeamAccessStore<TeamProject> {
  return new SqlTeamAccessStore(db, {
    rows: "team_projects",
    places: "projects",
    placeOf: ({ projectId }) => projectId,
    toEntity: (common, projectId, level, permissions) => ({
      ...common,
      projectId,
      level: level as TeamProject["level"],
      permissions: fromJson(permissions),
    }),
  });
}

class SqlTeamAccessStore<Row extends TeamWorkspace | TeamProject> implements TeamAccessStore<Row> {
  /** Both have the same columns: one name stands for its like. */
  private readonly table: "team_workspaces";
  private readonly places: "workspaces";

  constructor(
    private readonly db: Kysely<Tables>,
    private readonly kind: Kind<Row>,
  ) {
    this.table = kind.rows as "team_workspaces";
    this.places = kind.places as "workspaces";
  }

  async get(id: string): Promise<Row> {
    const row = await this.rows().where("listed.id", "=", id).executeTakeFirst();
    if (row === undefined) throw new NotFound("team access", id);
    return this.toEntity(row);
  }

  async list({ placeId, teamIds }: TeamAccessQuery, page: PageRequest): Promise<Page<Row>> {
    const { offset, limit } = windowOf(page);
    const rows = await this.rows()
      .where("place_id", "=", placeId)
      .where(isAnyOf("team_id", teamIds))
      .orderBy("listed.created_at")
      .orderBy("listed.id")
      .limit(limit)
      .offset(offset)
      .execute();
    const counted = this.db
      .selectFrom(this.table)
      .where("place_id", "=", placeId)
      .where(isAnyOf("team_id", teamIds));
    return countedPage(page, await countRows(counted), rows.map(this.toEntity));
  }

  async ofTeams(teamIds: readonly TeamId[]): Promise<readonly Row[]> {
    const rows = await inParts(teamIds, (part) =>
      this.rows().where("team_id", "in", part).execute(),
    );
    return rows.map(this.toEntity);
  }

  async find(teamId: TeamId, placeId: string): Promise<Row | null> {
    const row = await this.rows()
      .where("team_id", "=", teamId)
      .where("place_id", "=", placeId)
      .executeTakeFirst();
    return row === undefined ? null : this.toEntity(row);
  }

  async insert(row: Row): Promise<void> {
    await this.db.insertInto(this.table).values(this.toRow(row)).execute();
  }

  async save(row: Row): Promise<void> {
    await this.db.updateTable(this.table).set(this.toRow(row)).where("id", "=", row.id).execute();
  }

  async delete(id: string): Promise<void> {
    await this.db.deleteFrom(this.table).where("id", "=", id).execute();
  }

  private rows() {
    return this.db
      .selectFrom(`${this.table} as listed`)
      .innerJoin(`${this.places} as place`, "place.id", "listed.place_id")
      .selectAll("listed")
      .select("place.organization");
  }

  private readonly toEntity = (row: TeamAccessRow & { readonly organization: string }): Row => {
    const { id, organization, team_id: teamId, created_at: createdAt } = row;
    const common = { id, organization, teamId, createdAt };
    return this.kind.toEntity(common, row.place_id, row.level, row.permissions);
  };

  private toRow(row: Row): TeamAccessRow {
    return {
      id: row.id,
      team_id: row.teamId,
      place_id: this.kind.placeOf(row),
      level: row.level,
      permissions: json(row.permissions),
      created_at: row.createdAt,
    };
  }
}
