import type { Instant } from "../clock.js";
import type { Problem } from "../errors.js";
import { nameProblems } from "../names.js";

export type UserId = string;

export interface User {
  readonly id: UserId;
  readonly username: string;
  /** In lower case; null for whoever was never asked for one. */
  readonly email: string | null;
  readonly isSiteAdmin: boolean;
  readonly createdAt: Instant;
}

/** What people change about themselves; an absent field keeps its value. */
export interface AccountChange {
  readonly username?: string | undefined;
  readonly email?: string | undefined;
}

export function updateAccount(user: User, { username, email }: AccountChange): User {
  return {
    ...user,
    username: username ?? user.username,
    email: email === undefined ? user.email : email.toLowerCase(),
  };
}

export function accountProblems({ username, email }: User): Problem[] {
  const problems = nameProblems(username).map((problem) => ({ ...problem, field: "username" }));
  return email === null ? problems : [...problems, ...emailProblems(email)];
}

export function emailProblems(email: string): Problem[] {
  if (email.length <= EMAIL_LIMIT && EMAIL_PATTERN.test(email)) return [];
  return [{ field: "email", message: EMAIL_RULE }];
}

/** The name of the user that first start creates; he may change it. */
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
