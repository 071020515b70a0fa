import type { Instant } from "../clock.js";

export type UserId = string;

export interface User {
  readonly id: UserId;
  readonly username: string;
  /** In lower case; null for whoever was never asked for one. */
  readonly email: string | null;
  readonly isSiteAdmin: boolean;
  readonly createdAt: Instant;
}

/** The user that first start creates. */
export const ADMIN_USERNAME = "admin";

/** LIMIT: the longest address that mail can be sent to. */
export const EMAIL_LIMIT = 254;

/** Signs that print around a single @; whether mail arrives there nobody can tell from it. */
export const EMAIL_PATTERN = /^[!-?A-~\u00a1-\uffff]+@[!-?A-~\u00a1-\uffff]+$/;

export const EMAIL_RULE = "must be an email address";

/** The username that an address suggests: what stands before the @, in letters that names have. */
export function suggestedUsername(email: string): string {
  const [local = ""] = email.split("@");
  return local.toLowerCase().replace(/[^a-z0-9_-]+/g, "-");
}
