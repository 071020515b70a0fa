import type { UserActor } from "../access/actor.js";
import type { Instant } from "../clock.js";

export type UserId = string;

export interface User {
  readonly id: UserId;
  readonly username: string;
  readonly isSiteAdmin: boolean;
  readonly createdAt: Instant;
}

/** The user that first start creates. */
export const ADMIN_USERNAME = "admin";

export function asActor(user: User): UserActor {
  return { kind: "user", id: user.id, name: user.username, isSiteAdmin: user.isSiteAdmin };
}
