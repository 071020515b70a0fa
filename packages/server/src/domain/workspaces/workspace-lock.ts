import { type Actor, identityOf } from "../access/actor.js";
import type { Instant } from "../clock.js";
import { Conflict } from "../errors.js";

/** Who keeps a workspace to himself, and why. */
export interface WorkspaceLock {
  readonly by: LockHolder;
  /** Empty when none was given. */
  readonly reason: string;
  readonly at: Instant;
}

export interface LockHolder {
  readonly kind: "user" | "team";
  readonly id: string;
  readonly name: string;
}

/** @throws Conflict for the token of an organization, which nobody could unlock */
export function lockHolderOf(actor: Actor): LockHolder {
  const identity = identityOf(actor);
  if (identity.kind === "user" || identity.kind === "team") {
    return { kind: identity.kind, id: identity.id, name: identity.name };
  }
  throw new Conflict("only users and teams can lock a workspace: use the token of one");
}

/** @throws Conflict when somebody holds the lock, be it the same one */
export function requireUnlocked(lock: WorkspaceLock | null): void {
  if (lock !== null) throw new Conflict(`the workspace ${heldBy(lock)}`);
}

/**
 * COMPAT (client for Terraform Enterprise, errors of unlocking): these words tell it who holds the lock.
 *
 * @throws Conflict unless somebody holds the lock, and that is him
 */
export function requireOwnLock(lock: WorkspaceLock | null, actor: Actor): void {
  if (lock === null) throw new Conflict(NOT_LOCKED);
  if (!isHolder(lock, actor))
    throw new Conflict(`the workspace ${heldBy(lock)}: force it, if you may`);
}

/** @throws Conflict unless the actor keeps the workspace to himself */
export function requireHolder(lock: WorkspaceLock | null, actor: Actor): void {
  if (lock === null)
    throw new Conflict(`${NOT_LOCKED}: lock it first, so that nobody else changes its state`);
  if (!isHolder(lock, actor))
    throw new Conflict(`the workspace ${heldBy(lock)}: wait until it is unlocked`);
}

function isHolder({ by }: WorkspaceLock, actor: Actor): boolean {
  return "id" in actor && actor.kind === by.kind && actor.id === by.id;
}

/** @throws Conflict when nobody holds the lock */
export function requireLocked(lock: WorkspaceLock | null): void {
  if (lock === null) throw new Conflict(NOT_LOCKED);
}

const NOT_LOCKED = "the workspace is not locked";

function heldBy({ by }: WorkspaceLock): string {
  return `is locked by ${by.kind === "user" ? "User" : "Team"} "${by.name}"`;
}
