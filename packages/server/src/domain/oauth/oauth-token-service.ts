import type { Actor } from "../access/actor.js";
import { anySubject, subject, type Verb } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { Environment } from "../environment.js";
import { Unsupported } from "../errors.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { Vault } from "../secrets/vault.js";
import type { Transaction } from "../store.js";
import { CatalogFault, type RepositoryCatalog } from "../vcs/repository-catalog.js";
import type { OAuthClientId, OAuthToken, OAuthTokenId } from "./oauth-client.js";

export class OAuthTokenService {
  constructor(
    private readonly environment: Environment,
    private readonly vault: Vault,
    private readonly catalog: RepositoryCatalog,
  ) {}

  async list(actor: Actor, organization: OrganizationName): Promise<readonly OAuthToken[]> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "list", anySubject("oauth token", organization));
      return tx.oauth.listTokens(organization);
    });
  }

  async listOfClient(actor: Actor, id: OAuthClientId): Promise<readonly OAuthToken[]> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const client = await tx.oauth.getClient(id);
      access.require(actor, "list", anySubject("oauth token", client.organization));
      return tx.oauth.getTokens(client.tokenIds);
    });
  }

  async get(actor: Actor, id: OAuthTokenId): Promise<OAuthToken> {
    return this.environment.store.read((tx) => this.getPermitted(tx, actor, "read", id));
  }

  /**
   * The identifiers of the repositories that the token may read, as the provider has them at the moment.
   *
   * @throws Unsupported when the provider does not say
   */
  async listRepositories(actor: Actor, id: OAuthTokenId, page: PageRequest): Promise<Page<string>> {
    const account = await this.environment.store.read(async (tx) => {
      const token = await this.getPermitted(tx, actor, "read", id);
      const { provider, apiUrl } = await tx.oauth.getClient(token.clientId);
      return { provider, apiUrl, token: this.vault.open(token.secret, token.id) };
    });
    try {
      return await this.catalog.list(account, page);
    } catch (error) {
      if (!(error instanceof CatalogFault)) throw error;
      throw new Unsupported(`the repositories cannot be listed: ${error.message}`);
    }
  }

  /** Undefined keeps the key for ssh, which is sealed; null removes it. */
  async update(
    actor: Actor,
    id: OAuthTokenId,
    sshKey: string | null | undefined,
  ): Promise<OAuthToken> {
    return this.environment.store.transaction(async (tx) => {
      const token = await this.getPermitted(tx, actor, "update", id);
      if (sshKey === undefined) return token;
      const sealed = sshKey ? this.vault.seal(sshKey, sshPlace(id)) : null;
      const updated = { ...token, sshKey: sealed };
      await tx.oauth.saveToken(updated);
      await this.record(tx, actor, "update", updated);
      return updated;
    });
  }

  async delete(actor: Actor, id: OAuthTokenId): Promise<void> {
    return this.environment.store.transaction(async (tx) => {
      const token = await this.getPermitted(tx, actor, "delete", id);
      await tx.oauth.deleteToken(id);
      await this.record(tx, actor, "delete", token);
    });
  }

  private async getPermitted(
    tx: Transaction,
    actor: Actor,
    verb: Verb,
    id: OAuthTokenId,
  ): Promise<OAuthToken> {
    const token = await tx.oauth.getToken(id);
    this.environment.access.require(actor, verb, subject("oauth token", token));
    return token;
  }

  private async record(
    tx: Transaction,
    actor: Actor,
    verb: Verb,
    token: OAuthToken,
  ): Promise<void> {
    const { clientId, sshKey } = token;
    await tx.audit.append(
      auditEntry(this.environment.clock.now(), actor, verb, subject("oauth token", token), {
        client: clientId,
        hasSshKey: sshKey !== null,
      }),
    );
  }
}

/** Where the key of a token is sealed for, beside the token itself. */
function sshPlace(id: OAuthTokenId): string {
  return `${id} ssh key`;
}
