import type { Actor } from "../access/actor.js";
import { subject, type Verb } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { Instant } from "../clock.js";
import type { Environment } from "../environment.js";
import type { WorkspaceDetails, WorkspaceId } from "./workspace.js";
import {
  lockHolderOf,
  requireLocked,
  requireOwnLock,
  requireUnlocked,
  type WorkspaceLock,
} from "./workspace-lock.js";

/** Somebody keeps a workspace to himself, and gives it back. */
export class WorkspaceLockService {
  constructor(private readonly environment: Environment) {}

  /** @throws Conflict when somebody holds the lock already */
  async lock(actor: Actor, id: WorkspaceId, reason: string): Promise<WorkspaceDetails> {
    return this.change(actor, id, "lock", { reason }, (workspace, now) => {
      requireUnlocked(workspace.lock);
      return { by: lockHolderOf(actor), reason, at: now };
    });
  }

  /** @throws Conflict unless the actor holds the lock himself */
  async unlock(actor: Actor, id: WorkspaceId): Promise<WorkspaceDetails> {
    return this.change(actor, id, "lock", { released: true }, ({ lock }) => {
      requireOwnLock(lock, actor);
      return null;
    });
  }

  /** @throws Conflict when nobody holds the lock */
  async forceUnlock(actor: Actor, id: WorkspaceId): Promise<WorkspaceDetails> {
    return this.change(actor, id, "force unlock", {}, ({ lock }) => {
      requireLocked(lock);
      return null;
    });
  }

  private async change(
    actor: Actor,
    id: WorkspaceId,
    verb: Extract<Verb, "lock" | "force unlock">,
    details: { readonly [key: string]: string | boolean },
    change: (workspace: WorkspaceDetails, now: Instant) => WorkspaceLock | null,
  ): Promise<WorkspaceDetails> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const workspace = await tx.workspaces.getForUpdate(id);
      access.require(actor, verb, subject("workspace", workspace));
      const now = clock.now();
      const changed = { ...workspace, lock: change(workspace, now) };
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
