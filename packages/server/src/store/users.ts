import { type Kysely, sql } from "kysely";
import { NotFound } from "../domain/errors.js";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { User, UserId } from "../domain/users/user.js";
import type { UserStore } from "../domain/users/user-store.js";
import { truth } from "./columns.js";
import { inParts } from "./paging.js";
import type { Tables, UserRow } from "./schema.js";

export class SqlUserStore implements UserStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(id: UserId): Promise<User> {
    const [user] = await this.getMany([id]);
    if (user === undefined) throw new NotFound("user", id);
    return user;
  }

  async find(username: string): Promise<User | null> {
    const row = await this.db
      .selectFrom("users")
      .selectAll()
      .where("username", "=", username)
      .executeTakeFirst();
    return row === undefined ? null : toUser(row);
  }

  async findByEmail(email: string): Promise<User | null> {
    const row = await this.db
      .selectFrom("users")
      .selectAll()
      .where("email", "=", email)
      .executeTakeFirst();
    return row === undefined ? null : toUser(row);
  }

  async getMany(ids: readonly UserId[]): Promise<readonly User[]> {
    const rows = await inParts(ids, (part) =>
      this.db.selectFrom("users").selectAll().where("id", "in", part).execute(),
    );
    return rows.map(toUser);
  }

  async getManyByName(usernames: readonly string[]): Promise<readonly User[]> {
    const rows = await inParts(usernames, (part) =>
      this.db.selectFrom("users").selectAll().where("username", "in", part).execute(),
    );
    return rows.map(toUser);
  }

  async organizationsOf(id: UserId): Promise<readonly OrganizationName[]> {
    const rows = await this.db
      .selectFrom("organization_memberships")
      .select("organization")
      .where("user_id", "=", id)
      .orderBy("organization")
      .execute();
    return rows.map(({ organization }) => organization);
  }

  async findAdministrator(): Promise<User | null> {
    const row = await this.db
      .selectFrom("users")
      .selectAll()
      // As in the condition of the index, which a parameter would not be found to meet.
      .where(sql<boolean>`is_site_admin = 1`)
      .orderBy("created_at")
      .orderBy("id")
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : toUser(row);
  }

  async save(user: User): Promise<void> {
    await this.db.updateTable("users").set(toRow(user)).where("id", "=", user.id).execute();
  }

  async insert(user: User): Promise<void> {
    await this.db.insertInto("users").values(toRow(user)).execute();
  }
}

function toRow(user: User): UserRow {
  return {
    id: user.id,
    username: user.username,
    email: user.email,
    is_site_admin: truth(user.isSiteAdmin),
    created_at: user.createdAt,
  };
}

export function toUser(row: UserRow): User {
  return {
    id: row.id,
    username: row.username,
    email: row.email,
    isSiteAdmin: row.is_site_admin === 1,
    createdAt: row.created_at,
  };
}
