import type { Kysely } from "kysely";
import type { User, UserId } from "../domain/users/user.js";
import type { UserStore } from "../domain/users/user-store.js";
import { truth } from "./columns.js";
import { inParts } from "./paging.js";
import type { Tables, UserRow } from "./schema.js";

export class SqlUserStore implements UserStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async find(username: string): Promise<User | null> {
    const row = await this.db
      .selectFrom("users")
      .selectAll()
      .where("username", "=", username)
      .executeTakeFirst();
    return row === undefined ? null : toUser(row);
  }

  async getMany(ids: readonly UserId[]): Promise<readonly User[]> {
    const rows = await inParts(ids, (part) =>
      this.db.selectFrom("users").selectAll().where("id", "in", part).execute(),
    );
    return rows.map(toUser);
  }

  async insert(user: User): Promise<void> {
    await this.db
      .insertInto("users")
      .values({
        id: user.id,
        username: user.username,
        is_site_admin: truth(user.isSiteAdmin),
        created_at: user.createdAt,
      })
      .execute();
  }
}

export function toUser(row: UserRow): User {
  return {
    id: row.id,
    username: row.username,
    isSiteAdmin: row.is_site_admin === 1,
    createdAt: row.created_at,
  };
}
