import type { Kysely } from "kysely";
import type { Instant } from "../domain/clock.js";
import type { Token, TokenId } from "../domain/tokens/token.js";
import type { TokenStore } from "../domain/tokens/token-store.js";
import type { User } from "../domain/users/user.js";
import type { Tables, TokenRow } from "./schema.js";
import { toUser } from "./users.js";

export class SqlTokenStore implements TokenStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async findByDigest(digest: string): Promise<{ token: Token; user: User } | null> {
    const token = await this.db
      .selectFrom("tokens")
      .selectAll()
      .where("digest", "=", digest)
      .executeTakeFirst();
    if (token === undefined) return null;
    const user = await this.db
      .selectFrom("users")
      .selectAll()
      .where("id", "=", token.user_id)
      .executeTakeFirstOrThrow();
    return { token: toToken(token), user: toUser(user) };
  }

  async insert(token: Token): Promise<void> {
    await this.db
      .insertInto("tokens")
      .values({
        id: token.id,
        user_id: token.userId,
        digest: token.digest,
        description: token.description,
        created_at: token.createdAt,
        last_used_at: token.lastUsedAt,
        expires_at: token.expiresAt,
      })
      .execute();
  }

  async recordUse(id: TokenId, at: Instant): Promise<void> {
    await this.db.updateTable("tokens").set({ last_used_at: at }).where("id", "=", id).execute();
  }
}

function toToken(row: TokenRow): Token {
  return {
    id: row.id,
    userId: row.user_id,
    digest: row.digest,
    description: row.description,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
  };
}
