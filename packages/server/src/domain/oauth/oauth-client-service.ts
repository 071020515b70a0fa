import type { Actor } from "../access/actor.js";
import { anySubject, subject, type Verb } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import { isEmptyChange } from "../change.js";
import type { Environment } from "../environment.js";
import { Invalid, type Problem } from "../errors.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Vault } from "../secrets/vault.js";
import type { Transaction } from "../store.js";
import {
  CLIENT_LIMIT,
  createOAuthClient,
  createOAuthToken,
  type OAuthClient,
  type OAuthClientChange,
  type OAuthClientDetails,
  type OAuthClientDraft,
  type OAuthClientId,
  oauthClientProblems,
  updateOAuthClient,
} from "./oauth-client.js";

/** INVARIANT: a secret goes into the vault and comes back to nobody who asks for a client. */
export class OAuthClientService {
  constructor(
    private readonly environment: Environment,
    private readonly vault: Vault,
  ) {}

  async list(actor: Actor, organization: OrganizationName): Promise<readonly OAuthClientDetails[]> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "list", anySubject("oauth client", organization));
      return tx.oauth.listClients(organization);
    });
  }

  async get(actor: Actor, id: OAuthClientId): Promise<OAuthClientDetails> {
    return this.environment.store.read((tx) => this.getPermitted(tx, actor, "read", id));
  }

  async create(
    actor: Actor,
    organization: OrganizationName,
    draft: OAuthClientDraft,
  ): Promise<OAuthClientDetails> {
    const { store, access, clock, ids } = this.environment;
    return store.transaction(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "create", anySubject("oauth client", organization));
      const given = { id: ids.next("oc"), organization, createdAt: clock.now() };
      const client = createOAuthClient(draft, given, this.vault);
      Invalid.throwIfAny([
        ...oauthClientProblems(client, draft),
        ...limitProblems(await tx.oauth.listClients(organization)),
      ]);
      await tx.oauth.insertClient(client);
      await this.putToken(tx, client, [], draft.oauthTokenString);
      await this.record(tx, actor, "create", client);
      return tx.oauth.getClient(client.id);
    });
  }

  async update(
    actor: Actor,
    id: OAuthClientId,
    change: OAuthClientChange,
  ): Promise<OAuthClientDetails> {
    const { store, clock } = this.environment;
    return store.transaction(async (tx) => {
      const client = await this.getPermitted(tx, actor, "update", id);
      if (isEmptyChange(change)) return client;
      const updated = updateOAuthClient(client, change, clock.now(), this.vault);
      Invalid.throwIfAny(oauthClientProblems(updated, change));
      await tx.oauth.saveClient(updated);
      await this.putToken(tx, updated, client.tokenIds, change.oauthTokenString);
      await this.record(tx, actor, "update", updated);
      return tx.oauth.getClient(id);
    });
  }

  async delete(actor: Actor, id: OAuthClientId): Promise<void> {
    return this.environment.store.transaction(async (tx) => {
      const client = await this.getPermitted(tx, actor, "delete", id);
      await tx.oauth.deleteClient(id);
      await this.record(tx, actor, "delete", client);
    });
  }

  /** COMPAT (OAuth Clients API): a client has one token, which a new string takes the place of. */
  private async putToken(
    tx: Transaction,
    client: OAuthClient,
    [known]: OAuthClientDetails["tokenIds"],
    text: string | null | undefined,
  ): Promise<void> {
    if (!text) return;
    const { ids, clock } = this.environment;
    if (known !== undefined) {
      const token = await tx.oauth.getToken(known);
      await tx.oauth.saveToken({ ...token, secret: this.vault.seal(text, token.id) });
      return;
    }
    const given = { id: ids.next("ot"), createdAt: clock.now() };
    await tx.oauth.insertToken(createOAuthToken(text, client, given, this.vault));
  }

  private async getPermitted(
    tx: Transaction,
    actor: Actor,
    verb: Verb,
    id: OAuthClientId,
  ): Promise<OAuthClientDetails> {
    const client = await tx.oauth.getClient(id);
    this.environment.access.require(actor, verb, subject("oauth client", client));
    return client;
  }

  private async record(
    tx: Transaction,
    actor: Actor,
    verb: Verb,
    client: OAuthClient,
  ): Promise<void> {
    const { name, provider, httpUrl } = client;
    await tx.audit.append(
      auditEntry(this.environment.clock.now(), actor, verb, subject("oauth client", client), {
        name,
        provider,
        httpUrl,
      }),
    );
  }
}

function limitProblems({ length }: readonly unknown[]): Problem[] {
  if (length < CLIENT_LIMIT) return [];
  const message = `cannot be added: the organization has ${CLIENT_LIMIT} already`;
  return [{ field: "serviceProvider", message }];
}
