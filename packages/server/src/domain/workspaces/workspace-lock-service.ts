import type { Actor } from "../access/actor.js";
import { subject, teamSubject, type Verb } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { Instant } from "../clock.js";
import type { Environment } from "../environment.js";
import { discardPending, refuseWhilePending } from "../state-versions/pending-versions.js";
import type { Transaction } from "../store.js";
import type { TeamDetails } from "../teams/team.js";
import { readableUsers } from "../users/readable-users.js";
import type { User } from "../users/user.js";
import type { WorkspaceDetails, WorkspaceId } from "./workspace.js";
import {
  type LockHolder,
  lockHolderOf,
  requireLocked,
  requireOwnLock,
  requireUnlocked,
  type WorkspaceLock,
} from "./workspace-lock.js";

/** Somebody keeps a workspace to himself, and gives it back. */
export class WorkspaceLockService {
  constructor(private readonly environment: Environment) {}

  /** Who holds the locks of these workspaces, as far as the actor may see them. */
  async holders(
    actor: Actor,
    workspaces: readonly WorkspaceDetails[],
  ): Promise<{ readonly users: readonly User[]; readonly teams: readonly TeamDetails[] }> {
    const { store, access } = this.environment;
    const held = workspaces.filter(({ lock }) => lock !== null);
    const idsOf = (kind: LockHolder["kind"]) => [
      ...new Set(held.flatMap(({ lock }) => (lock?.by.kind === kind ? lock.by.id : []))),
    ];
    const organizations = held.map(({ organization }) => organization);
    const users = await readableUsers(this.environment, actor, idsOf("user"), organizations);
    const teams = await store.read((tx) => tx.teams.getMany(idsOf("team")));
    const permitted = teams.filter((team) => access.permits(actor, "read", teamSubject(team)));
    return { users, teams: permitted };
  }

  /** @throws Conflict when somebody holds the lock already */
  async lock(actor: Actor, id: WorkspaceId, reason: string): Promise<WorkspaceDetails> {
    return this.change(actor, id, "lock", { reason }, async (_, workspace, now) => {
      requireUnlocked(workspace.lock);
      return { by: lockHolderOf(actor), reason, at: now };
    });
  }

  /** @throws Conflict unless the actor holds the lock himself, Unsupported while a state may be uploaded */
  async unlock(actor: Actor, id: WorkspaceId): Promise<WorkspaceDetails> {
    return this.change(actor, id, "lock", { released: true }, async (tx, { lock }, now) => {
      requireOwnLock(lock, actor);
      await refuseWhilePending(tx, id, now);
      return null;
    });
  }

  /** @throws Conflict when nobody holds the lock */
  async forceUnlock(actor: Actor, id: WorkspaceId): Promise<WorkspaceDetails> {
    return this.change(actor, id, "force unlock", {}, async (tx, { lock }) => {
      requireLocked(lock);
      await discardPending(tx, id);
      return null;
    });
  }

  private async change(
    actor: Actor,
    id: WorkspaceId,
    verb: Extract<Verb, "lock" | "force unlock">,
    details: { readonly [key: string]: string | boolean },
    change: (
      tx: Transaction,
      workspace: WorkspaceDetails,
      now: Instant,
    ) => Promise<WorkspaceLock | null>,
  ): Promise<WorkspaceDetails> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const workspace = await tx.workspaces.getForUpdate(id);
      access.require(actor, verb, subject("workspace", workspace));
      const now = clock.now();
      const changed = { ...workspace, lock: await change(tx, workspace, now) };
      await tx.workspaces.save(changed);
      await tx.audit.append(
        auditEntry(now, actor, verb, subject("workspace", workspace), {
          name: workspace.name,
          ...details,
        }),
      );
      return changed;
    });
  }
}
