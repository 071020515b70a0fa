import type { Holder } from "../access/actor.js";
import { type Duration, type Instant, MINUTE } from "../clock.js";
import type { Problem } from "../errors.js";
import { lineProblems } from "../names.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Revision } from "../store.js";
import type { Team, TeamId } from "../teams/team.js";
import type { User, UserId } from "../users/user.js";

export type TokenId = string;

/** Whose key it is. */
export type TokenOwner =
  | { readonly kind: "user"; readonly id: UserId }
  | { readonly kind: "team"; readonly id: TeamId }
  | { readonly kind: "organization"; readonly name: OrganizationName };

/** A key to the API. The key itself is shown once; only its digest is kept. */
export interface Token {
  readonly id: TokenId;
  readonly owner: TokenOwner;
  /** Null when it was made on the server's machine, or by nobody who is a user. */
  readonly createdBy: UserId | null;
  /** SHA-256 of the key, in lower-case hexadecimal; keys are too random to be guessed from it. */
  readonly digest: string;
  readonly description: string;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
  readonly expiresAt: Instant | null;
}

/** The owner as far as it can act. */
export type TokenHolder =
  | { readonly kind: "user"; readonly user: User }
  | { readonly kind: "team"; readonly team: Team }
  | { readonly kind: "organization"; readonly name: OrganizationName };

/** Whoever sent a key, with all that it allowed when it was looked at. */
export interface Bearer {
  readonly tokenId: TokenId;
  readonly actor: Holder;
  /** Of the store, from before it was looked at. */
  readonly revision: Revision | null;
}

export interface TokenDraft {
  readonly description?: string | undefined;
  readonly expiresAt?: Instant | null | undefined;
}

/** A new token with its key, which nobody can be told again. */
export interface IssuedToken extends Token {
  readonly key: string;
}

/** LIMIT: a preset key shorter than this could be guessed from its digest. */
export const KEY_MIN_LENGTH = 20;

/** What may stand behind `Authorization: Bearer`. */
export const KEY_PATTERN = /^[A-Za-z0-9._~+/=-]+$/;

/** LIMIT: the last use of a token is known to the minute, so that reading does not mean writing. */
const LAST_USE_PRECISION: Duration = MINUTE;

export function isExpired(token: Token, now: Instant): boolean {
  return token.expiresAt !== null && token.expiresAt <= now;
}

export function isLastUseStale(token: Token, now: Instant): boolean {
  return token.lastUsedAt === null || now - token.lastUsedAt >= LAST_USE_PRECISION;
}

/** What is wrong with a token that is made now. */
export function tokenProblems(token: Token): Problem[] {
  const problems = lineProblems("description", token.description);
  if (isExpired(token, token.createdAt)) {
    problems.push({ field: "expiredAt", message: "must be in the future" });
  }
  return problems;
}
