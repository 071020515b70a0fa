import { type Actor, userIdOf } from "../access/actor.js";
import { type Subject, subject, teamSubject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { Environment } from "../environment.js";
import { Invalid, NotFound } from "../errors.js";
import { organizationSubject } from "../organizations/organization-service.js";
import type { Page, PageRequest } from "../page.js";
import type { Transaction } from "../store.js";
import {
  type IssuedToken,
  type Token,
  type TokenDraft,
  type TokenId,
  type TokenOwner,
  tokenProblems,
} from "./token.js";
import type { TokenSecrets } from "./token-secrets.js";

/**
 * Issues, shows and revokes tokens. A user has any number of them, a team and an organization one: a new
 * one takes the place of the old.
 */
export class TokenKeeper {
  constructor(
    private readonly environment: Environment,
    private readonly secrets: TokenSecrets,
  ) {}

  async list(actor: Actor, owner: TokenOwner, page: PageRequest): Promise<Page<Token>> {
    return this.environment.store.read(async (tx) => {
      await this.requirePermission(tx, actor, owner);
      return tx.tokens.listOf(owner, page);
    });
  }

  /** The token of a team or an organization. @throws NotFound when it has none */
  async getOf(actor: Actor, owner: TokenOwner): Promise<Token> {
    return this.environment.store.read(async (tx) => {
      await this.requirePermission(tx, actor, owner);
      return findOf(tx, owner);
    });
  }

  async get(actor: Actor, id: TokenId): Promise<Token> {
    return this.environment.store.read(async (tx) => {
      const token = await tx.tokens.get(id);
      await this.requirePermission(tx, actor, token.owner);
      return token;
    });
  }

  async issue(actor: Actor, owner: TokenOwner, draft: TokenDraft): Promise<IssuedToken> {
    const { store, clock, ids } = this.environment;
    const key = this.secrets.newKey();
    return store.transaction(async (tx) => {
      const of = await this.requirePermission(tx, actor, owner);
      const token: Token = {
        id: ids.next("at"),
        owner,
        createdBy: userIdOf(actor),
        digest: this.secrets.digest(key),
        description: draft.description ?? "",
        createdAt: clock.now(),
        lastUsedAt: null,
        expiresAt: draft.expiresAt ?? null,
      };
      Invalid.throwIfAny(tokenProblems(token));
      if (owner.kind !== "user") await tx.tokens.deleteOf(owner);
      await tx.tokens.insert(token);
      await this.record(tx, actor, "create", token, of);
      return { ...token, key };
    });
  }

  async revoke(actor: Actor, id: TokenId): Promise<void> {
    return this.environment.store.transaction(async (tx) => {
      const token = await tx.tokens.get(id);
      const of = await this.requirePermission(tx, actor, token.owner);
      await tx.tokens.delete(id);
      await this.record(tx, actor, "delete", token, of);
    });
  }

  /** @throws NotFound when there is none */
  async revokeOf(actor: Actor, owner: TokenOwner): Promise<void> {
    return this.environment.store.transaction(async (tx) => {
      const of = await this.requirePermission(tx, actor, owner);
      const token = await findOf(tx, owner);
      await tx.tokens.deleteOf(owner);
      await this.record(tx, actor, "delete", token, of);
    });
  }

  private async requirePermission(
    tx: Transaction,
    actor: Actor,
    owner: TokenOwner,
  ): Promise<Subject> {
    const of = await subjectOf(tx, owner);
    this.environment.access.require(actor, "manage tokens", of);
    return of;
  }

  private async record(
    tx: Transaction,
    actor: Actor,
    verb: "create" | "delete",
    token: Token,
    { noun, id, organization }: Subject,
  ): Promise<void> {
    const of = subject("token", { id: token.id, organization });
    const details = { owner: `${noun} ${id}`, description: token.description };
    await tx.audit.append(auditEntry(this.environment.clock.now(), actor, verb, of, details));
  }
}

async function subjectOf(tx: Transaction, owner: TokenOwner): Promise<Subject> {
  switch (owner.kind) {
    case "user":
      return subject("user", { id: (await tx.users.get(owner.id)).id, organization: null });
    case "team":
      return teamSubject(await tx.teams.get(owner.id));
    case "organization":
      return organizationSubject(await tx.organizations.get(owner.name));
  }
}

async function findOf(tx: Transaction, owner: TokenOwner): Promise<Token> {
  const token = await tx.tokens.findOf(owner);
  if (token === null) throw new NotFound("token", `of this ${owner.kind}`);
  return token;
}
