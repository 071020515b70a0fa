import type { Kysely } from "kysely";
import type { Instant } from "../domain/clock.js";
import { NotFound } from "../domain/errors.js";
import type { Page, PageRequest } from "../domain/page.js";
import type { Token, TokenHolder, TokenId, TokenOwner } from "../domain/tokens/token.js";
import type { TokenStore } from "../domain/tokens/token-store.js";
import { countRows } from "./counting.js";
import { countedPage, windowOf } from "./paging.js";
import type { Tables, TokenRow } from "./schema.js";
import { toTeam } from "./teams.js";
import { toUser } from "./users.js";

export class SqlTokenStore implements TokenStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async findByDigest(digest: string): Promise<{ token: Token; holder: TokenHolder } | null> {
    const row = await this.db
      .selectFrom("access_tokens")
      .selectAll()
      .where("digest", "=", digest)
      .executeTakeFirst();
    if (row === undefined) return null;
    const token = toToken(row);
    return { token, holder: await this.holderOf(token.owner) };
  }

  async get(id: TokenId): Promise<Token> {
    const row = await this.db
      .selectFrom("access_tokens")
      .selectAll()
      .where("id", "=", id)
      .executeTakeFirst();
    if (row === undefined) throw new NotFound("token", id);
    return toToken(row);
  }

  async listOf(owner: TokenOwner, page: PageRequest): Promise<Page<Token>> {
    const { offset, limit } = windowOf(page);
    const query = this.db.selectFrom("access_tokens").where(...referenceTo(owner));
    const rows = await query
      .selectAll()
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(limit)
      .offset(offset)
      .execute();
    return countedPage(page, await countRows(query), rows.map(toToken));
  }

  async findOf(owner: TokenOwner): Promise<Token | null> {
    const { items } = await this.listOf(owner, { number: 1, size: 1 });
    return items[0] ?? null;
  }

  async insert(token: Token): Promise<void> {
    const { owner } = token;
    await this.db
      .insertInto("access_tokens")
      .values({
        id: token.id,
        user_id: owner.kind === "user" ? owner.id : null,
        team_id: owner.kind === "team" ? owner.id : null,
        organization: owner.kind === "organization" ? owner.name : null,
        created_by: token.createdBy,
        digest: token.digest,
        description: token.description,
        created_at: token.createdAt,
        last_used_at: token.lastUsedAt,
        expires_at: token.expiresAt,
      })
      .execute();
  }

  async recordUse(id: TokenId, at: Instant): Promise<void> {
    await this.db
      .updateTable("access_tokens")
      .set({ last_used_at: at })
      .where("id", "=", id)
      .execute();
  }

  async delete(id: TokenId): Promise<void> {
    await this.db.deleteFrom("access_tokens").where("id", "=", id).execute();
  }

  async deleteOf(owner: TokenOwner): Promise<void> {
    await this.db
      .deleteFrom("access_tokens")
      .where(...referenceTo(owner))
      .execute();
  }

  private async holderOf(owner: TokenOwner): Promise<TokenHolder> {
    switch (owner.kind) {
      case "user": {
        const users = this.db.selectFrom("users").selectAll().where("id", "=", owner.id);
        return { kind: "user", user: toUser(await users.executeTakeFirstOrThrow()) };
      }
      case "team": {
        const teams = this.db.selectFrom("teams").selectAll().where("id", "=", owner.id);
        return { kind: "team", team: toTeam(await teams.executeTakeFirstOrThrow()) };
      }
      case "organization":
        return owner;
    }
  }
}

function referenceTo(owner: TokenOwner) {
  const columns = { user: "user_id", team: "team_id", organization: "organization" } as const;
  const value = owner.kind === "organization" ? owner.name : owner.id;
  return [columns[owner.kind], "=", value] as const;
}

/** INVARIANT: exactly one of the three references has a value. */
function ownerOf({ user_id, team_id, organization }: TokenRow): TokenOwner {
  if (user_id !== null) return { kind: "user", id: user_id };
  if (team_id !== null) return { kind: "team", id: team_id };
  return { kind: "organization", name: organization ?? "" };
}

function toToken(row: TokenRow): Token {
  return {
    id: row.id,
    owner: ownerOf(row),
    createdBy: row.created_by,
    digest: row.digest,
    description: row.description,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
  };
}
