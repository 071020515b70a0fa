import { type Duration, type Instant, MINUTE } from "../clock.js";
import type { UserId } from "../users/user.js";

export type TokenId = string;

/** A user's key to the API. The key itself is shown once; only its digest is kept. */
export interface Token {
  readonly id: TokenId;
  readonly userId: UserId;
  /** SHA-256 of the key, in lower-case hexadecimal; keys are too random to be guessed from it. */
  readonly digest: string;
  readonly description: string;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
  readonly expiresAt: Instant | null;
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
