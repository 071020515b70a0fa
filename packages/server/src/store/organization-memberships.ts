import { type Kysely, sql } from "kysely";
import { NotFound } from "../domain/errors.js";
import type {
  OrganizationMembership,
  OrganizationMembershipDetails,
  OrganizationMembershipId,
} from "../domain/organization-memberships/organization-membership.js";
import type {
  OrganizationMembershipQuery,
  OrganizationMembershipStore,
} from "../domain/organization-memberships/organization-membership-store.js";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { Page, PageRequest } from "../domain/page.js";
import type { UserId } from "../domain/users/user.js";
import { countRows } from "./counting.js";
import { groupBy } from "./grouping.js";
import { columnContains, countedPage, inParts, isAnyOf, windowOf } from "./paging.js";
import type { OrganizationMembershipRow, Tables, UserRow } from "./schema.js";
import { toUser } from "./users.js";

type JoinedRow = OrganizationMembershipRow & Omit<UserRow, "id" | "created_at"> & Joined;
interface Joined {
  user_created_at: number;
}

export class SqlOrganizationMembershipStore implements OrganizationMembershipStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(id: OrganizationMembershipId): Promise<OrganizationMembershipDetails> {
    const [membership] = await this.getMany([id]);
    if (membership === undefined) throw new NotFound("organization membership", id);
    return membership;
  }

  async getMany(
    ids: readonly OrganizationMembershipId[],
  ): Promise<readonly OrganizationMembershipDetails[]> {
    const rows = await inParts(ids, (part) =>
      this.details().where("organization_memberships.id", "in", part).execute(),
    );
    return this.withTeams(rows);
  }

  async find(
    organization: OrganizationName,
    userId: UserId,
  ): Promise<OrganizationMembership | null> {
    const row = await this.db
      .selectFrom("organization_memberships")
      .selectAll()
      .where("organization", "=", organization)
      .where("user_id", "=", userId)
      .executeTakeFirst();
    return row === undefined ? null : toMembership(row);
  }

  async list(
    organization: OrganizationName,
    { search, emails }: OrganizationMembershipQuery,
    page: PageRequest,
  ): Promise<Page<OrganizationMembershipDetails>> {
    const { offset, limit } = windowOf(page);
    const query = this.joined()
      .where("organization_memberships.organization", "=", organization)
      .$if(emails !== undefined, (all) => all.where(isAnyOf("users.email", emails ?? [])))
      .$if(search !== undefined, (all) => all.where(matches(search ?? "")));
    const rows = await query
      .select(COLUMNS)
      .orderBy("users.username")
      .limit(limit)
      .offset(offset)
      .execute();
    return countedPage(page, await countRows(query), await this.withTeams(rows));
  }

  async insert(membership: OrganizationMembership): Promise<void> {
    await this.db
      .insertInto("organization_memberships")
      .values({
        id: membership.id,
        organization: membership.organization,
        user_id: membership.userId,
        created_at: membership.createdAt,
      })
      .execute();
  }

  async delete(id: OrganizationMembershipId): Promise<void> {
    const { organization, userId } = await this.get(id);
    await this.db
      .deleteFrom("team_members")
      .where("user_id", "=", userId)
      .where("team_id", "in", (eb) =>
        eb.selectFrom("teams").select("teams.id").where("teams.organization", "=", organization),
      )
      .execute();
    await this.db.deleteFrom("organization_memberships").where("id", "=", id).execute();
  }

  private joined() {
    return this.db
      .selectFrom("organization_memberships")
      .innerJoin("users", "users.id", "organization_memberships.user_id");
  }

  private details() {
    return this.joined().select(COLUMNS).orderBy("users.username");
  }

  private async withTeams(
    rows: readonly JoinedRow[],
  ): Promise<readonly OrganizationMembershipDetails[]> {
    const found = await inParts(
      rows.map(({ user_id }) => user_id),
      (part) =>
        this.db
          .selectFrom("team_members")
          .innerJoin("teams", "teams.id", "team_members.team_id")
          .select(["teams.id", "teams.organization", "team_members.user_id"])
          .where("team_members.user_id", "in", part)
          .orderBy("teams.name")
          .execute(),
    );
    const key = (row: { organization: string; user_id: string }) =>
      `${row.organization} ${row.user_id}`;
    const teamIds = groupBy(found, key, ({ id }) => id);
    return rows.map((row) => ({
      ...toMembership(row),
      user: toUser({ ...row, id: row.user_id, created_at: row.user_created_at }),
      teamIds: teamIds.get(key(row)) ?? [],
    }));
  }
}

const COLUMNS = [
  "organization_memberships.id",
  "organization_memberships.organization",
  "organization_memberships.user_id",
  "organization_memberships.created_at",
  "users.username",
  "users.email",
  "users.is_site_admin",
  "users.created_at as user_created_at",
] as const;

function matches(search: string) {
  const [username, email] = ["users.username", "users.email"].map((each) =>
    columnContains(each, search),
  );
  return sql<boolean>`(${username} OR ${email})`;
}

function toMembership(row: OrganizationMembershipRow): OrganizationMembership {
  return {
    id: row.id,
    organization: row.organization,
    userId: row.user_id,
    createdAt: row.created_at,
  };
}
