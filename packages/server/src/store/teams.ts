import { type Kysely, sql } from "kysely";
import { NotFound } from "../domain/errors.js";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { Page, PageRequest } from "../domain/page.js";
import type { Team, TeamDetails, TeamId, TeamVisibility } from "../domain/teams/team.js";
import type { TeamQuery, TeamStore } from "../domain/teams/team-store.js";
import type { UserId } from "../domain/users/user.js";
import { fromJson, json, truth } from "./columns.js";
import { countRows } from "./counting.js";
import { groupBy } from "./grouping.js";
import { lockRow } from "./locking.js";
import { isNameTaken } from "./name-in-organization.js";
import { countedPage, inParts, isAnyOf, windowOf } from "./paging.js";
import type { Tables, TeamRow } from "./schema.js";

export class SqlTeamStore implements TeamStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(id: TeamId): Promise<TeamDetails> {
    const [team] = await this.getMany([id]);
    if (team === undefined) throw new NotFound("team", id);
    return team;
  }

  async getForUpdate(id: TeamId): Promise<TeamDetails> {
    await lockRow(this.db, "teams", id);
    return this.get(id);
  }

  async getMany(ids: readonly TeamId[]): Promise<readonly TeamDetails[]> {
    const rows = await inParts(ids, (part) =>
      this.db.selectFrom("teams").selectAll().where("id", "in", part).orderBy("name").execute(),
    );
    return this.withMembers(rows);
  }

  async getByName(organization: OrganizationName, name: string): Promise<TeamDetails> {
    const row = await this.db
      .selectFrom("teams")
      .selectAll()
      .where("organization", "=", organization)
      .where("name", "=", name)
      .executeTakeFirst();
    const [team] = await this.withMembers(row === undefined ? [] : [row]);
    if (team === undefined) throw new NotFound("team", `${organization}/${name}`);
    return team;
  }

  isNameTaken(organization: OrganizationName, name: string): Promise<boolean> {
    return isNameTaken(this.db, "teams", organization, name);
  }

  async list(
    organization: OrganizationName,
    { names, secrets }: TeamQuery,
    page: PageRequest,
  ): Promise<Page<TeamDetails>> {
    const { offset, limit } = windowOf(page);
    const query = this.db
      .selectFrom("teams")
      .where("organization", "=", organization)
      .$if(names !== undefined, (all) => all.where(isAnyOf("name", names ?? [])))
      .$if(secrets !== "all", (all) =>
        all.where(
          sql<boolean>`(visibility <> 'secret' OR ${isAnyOf("id", secrets === "all" ? [] : secrets)})`,
        ),
      );
    const rows = await query.selectAll().orderBy("name").limit(limit).offset(offset).execute();
    return countedPage(page, await countRows(query), await this.withMembers(rows));
  }

  async ofUser(userId: UserId, organization?: OrganizationName): Promise<readonly Team[]> {
    const rows = await this.db
      .selectFrom("team_members")
      .innerJoin("teams", "teams.id", "team_members.team_id")
      .selectAll("teams")
      .where("team_members.user_id", "=", userId)
      .$if(organization !== undefined, (all) =>
        all.where("teams.organization", "=", organization ?? ""),
      )
      .orderBy("teams.name")
      .execute();
    return rows.map(toTeam);
  }

  async insert(team: Team): Promise<void> {
    await this.db.insertInto("teams").values(toRow(team)).execute();
  }

  async save(team: Team): Promise<void> {
    await this.db.updateTable("teams").set(toRow(team)).where("id", "=", team.id).execute();
  }

  async delete(id: TeamId): Promise<void> {
    await this.db.deleteFrom("teams").where("id", "=", id).execute();
  }

  async addMembers(id: TeamId, userIds: readonly UserId[]): Promise<void> {
    await inParts(userIds, (part) =>
      this.db
        .insertInto("team_members")
        .values(part.map((user_id) => ({ team_id: id, user_id })))
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
  }

  async removeMembers(id: TeamId, userIds: readonly UserId[]): Promise<void> {
    await inParts(userIds, (part) =>
      this.db
        .deleteFrom("team_members")
        .where("team_id", "=", id)
        .where("user_id", "in", part)
        .execute(),
    );
  }

  private async withMembers(rows: readonly TeamRow[]): Promise<readonly TeamDetails[]> {
    const members = await inParts(
      rows.map(({ id }) => id),
      (part) =>
        this.db
          .selectFrom("team_members")
          .innerJoin("teams", "teams.id", "team_members.team_id")
          .innerJoin("organization_memberships", (join) =>
            join
              .onRef("organization_memberships.organization", "=", "teams.organization")
              .onRef("organization_memberships.user_id", "=", "team_members.user_id"),
          )
          .select([
            "team_members.team_id",
            "team_members.user_id",
            "organization_memberships.id as membership_id",
          ])
          .where("team_members.team_id", "in", part)
          .orderBy("team_members.user_id")
          .execute(),
    );
    const byTeam = groupBy(
      members,
      ({ team_id }) => team_id,
      (member) => member,
    );
    return rows.map((row) => {
      const found = byTeam.get(row.id) ?? [];
      return {
        ...toTeam(row),
        userIds: found.map(({ user_id }) => user_id),
        membershipIds: found.map(({ membership_id }) => membership_id),
      };
    });
  }
}

export function toTeam(row: TeamRow): Team {
  return {
    id: row.id,
    organization: row.organization,
    name: row.name,
    visibility: row.visibility as TeamVisibility,
    access: fromJson(row.access),
    allowsMemberTokens: row.allows_member_tokens === 1,
    createdAt: row.created_at,
  };
}

function toRow(team: Team): TeamRow {
  return {
    id: team.id,
    organization: team.organization,
    name: team.name,
    visibility: team.visibility,
    access: json(team.access),
    allows_member_tokens: truth(team.allowsMemberTokens),
    created_at: team.createdAt,
  };
}
