import type { Kysely } from "kysely";
import { NotFound } from "../domain/errors.js";
import type {
  OAuthClient,
  OAuthClientDetails,
  OAuthClientId,
  OAuthToken,
  OAuthTokenId,
  ServiceProvider,
} from "../domain/oauth/oauth-client.js";
import type { OAuthStore } from "../domain/oauth/oauth-store.js";
import type { OrganizationName } from "../domain/organizations/organization.js";
import { bytes, bytesOrNull, text, textOrNull, truth } from "./columns.js";
import { groupBy } from "./grouping.js";
import { inParts } from "./paging.js";
import type { OAuthClientRow, OAuthTokenRow, Tables } from "./schema.js";

export class SqlOAuthStore implements OAuthStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async getClient(id: OAuthClientId): Promise<OAuthClientDetails> {
    const rows = await this.db
      .selectFrom("oauth_clients")
      .selectAll()
      .where("id", "=", id)
      .execute();
    const [client] = await this.withTokens(rows);
    if (client === undefined) throw new NotFound("oauth client", id);
    return client;
  }

  async listClients(organization: OrganizationName): Promise<readonly OAuthClientDetails[]> {
    const rows = await this.db
      .selectFrom("oauth_clients")
      .selectAll()
      .where("organization", "=", organization)
      .orderBy("created_at")
      .orderBy("id")
      .execute();
    return this.withTokens(rows);
  }

  async insertClient(client: OAuthClient): Promise<void> {
    await this.db.insertInto("oauth_clients").values(toClientRow(client)).execute();
  }

  async saveClient(client: OAuthClient): Promise<void> {
    await this.db
      .updateTable("oauth_clients")
      .set(toClientRow(client))
      .where("id", "=", client.id)
      .execute();
  }

  async deleteClient(id: OAuthClientId): Promise<void> {
    await this.db.deleteFrom("oauth_clients").where("id", "=", id).execute();
  }

  async getToken(id: OAuthTokenId): Promise<OAuthToken> {
    const [token] = await this.getTokens([id]);
    if (token === undefined) throw new NotFound("oauth token", id);
    return token;
  }

  async getTokens(ids: readonly OAuthTokenId[]): Promise<readonly OAuthToken[]> {
    const rows = await inParts(ids, (part) =>
      this.db.selectFrom("oauth_tokens").selectAll().where("id", "in", part).execute(),
    );
    return rows.map(toToken);
  }

  async listTokens(organization: OrganizationName): Promise<readonly OAuthToken[]> {
    const rows = await this.db
      .selectFrom("oauth_tokens")
      .selectAll()
      .where("organization", "=", organization)
      .orderBy("created_at")
      .orderBy("id")
      .execute();
    return rows.map(toToken);
  }

  async insertToken(token: OAuthToken): Promise<void> {
    await this.db.insertInto("oauth_tokens").values(toTokenRow(token)).execute();
  }

  async saveToken(token: OAuthToken): Promise<void> {
    await this.db
      .updateTable("oauth_tokens")
      .set(toTokenRow(token))
      .where("id", "=", token.id)
      .execute();
  }

  async deleteToken(id: OAuthTokenId): Promise<void> {
    await this.db.deleteFrom("oauth_tokens").where("id", "=", id).execute();
  }

  private async withTokens(rows: readonly OAuthClientRow[]): Promise<OAuthClientDetails[]> {
    const tokens = await inParts(
      rows.map(({ id }) => id),
      (part) =>
        this.db
          .selectFrom("oauth_tokens")
          .select(["id", "client_id"])
          .where("client_id", "in", part)
          .orderBy("created_at")
          .orderBy("id")
          .execute(),
    );
    const byClient = groupBy(
      tokens,
      (row) => row.client_id,
      ({ id }) => id,
    );
    return rows.map((row) => ({ ...toClient(row), tokenIds: byClient.get(row.id) ?? [] }));
  }
}

function toClient(row: OAuthClientRow): OAuthClient {
  return {
    id: row.id,
    organization: row.organization,
    name: textOrNull(row.name),
    provider: row.provider as ServiceProvider,
    httpUrl: text(row.http_url),
    apiUrl: text(row.api_url),
    key: textOrNull(row.key),
    rsaPublicKey: textOrNull(row.rsa_public_key),
    secret: row.secret,
    isOrganizationScoped: row.is_organization_scoped === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toClientRow(client: OAuthClient): OAuthClientRow {
  return {
    id: client.id,
    organization: client.organization,
    name: bytesOrNull(client.name),
    provider: client.provider,
    http_url: bytes(client.httpUrl),
    api_url: bytes(client.apiUrl),
    key: bytesOrNull(client.key),
    rsa_public_key: bytesOrNull(client.rsaPublicKey),
    secret: client.secret,
    is_organization_scoped: truth(client.isOrganizationScoped),
    created_at: client.createdAt,
    updated_at: client.updatedAt,
  };
}

function toToken(row: OAuthTokenRow): OAuthToken {
  return {
    id: row.id,
    clientId: row.client_id,
    organization: row.organization,
    secret: row.secret,
    sshKey: row.ssh_key,
    createdAt: row.created_at,
  };
}

function toTokenRow(token: OAuthToken): OAuthTokenRow {
  return {
    id: token.id,
    client_id: token.clientId,
    organization: token.organization,
    secret: token.secret,
    ssh_key: token.sshKey,
    created_at: token.createdAt,
  };
}
