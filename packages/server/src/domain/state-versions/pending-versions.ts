import type { Instant } from "../clock.js";
import { Unsupported } from "../errors.js";
import type { Transaction } from "../store.js";
import type { WorkspaceId } from "../workspaces/workspace.js";
import { isAwaitingState } from "./state-version.js";

/** What was to be uploaded to a workspace will not come any more. */
export async function discardPending(tx: Transaction, workspaceId: WorkspaceId): Promise<void> {
  for (const version of await tx.stateVersions.pending(workspaceId)) {
    await tx.stateVersions.save({ ...version, status: "discarded" });
  }
}

/**
 * COMPAT (client for Terraform Enterprise, errors of unlocking): these words, and another status than
 * that of a lock which somebody else holds, have it try again.
 *
 * @throws Unsupported while a state may still be uploaded
 */
export async function refuseWhilePending(
  tx: Transaction,
  workspaceId: WorkspaceId,
  now: Instant,
): Promise<void> {
  const pending = await tx.stateVersions.pending(workspaceId);
  if (!pending.some((version) => isAwaitingState(version, now))) return;
  throw new Unsupported(
    "the latest state version is still pending: upload its state, or force the lock, which discards it",
  );
}
