import type { Instant } from "../clock.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { RunId } from "../runs/run.js";
import type { WorkItem, WorkKind } from "./work-item.js";

/** How many items somebody works on for each organization; none for those that are not in it. */
export type InHand = ReadonlyMap<OrganizationName, number>;

/**
 * The queue. Its rows live beside everything else, so work is enqueued in the transaction that makes
 * it necessary and finished in the one that records its result.
 */
export interface WorkStore {
  enqueue(id: string, kind: WorkKind, runId: RunId, now: Instant): Promise<void>;

  /**
   * Takes an item, if there is any, and keeps it from others until `leaseUntil`: of those whose
   * organization has the fewest in `inHand`, the one that has waited longest.
   */
  claim(now: Instant, leaseUntil: Instant, inHand?: InHand): Promise<WorkItem | null>;

  /**
   * Keeps the item from everyone until then: a longer lease, or a pause before the next attempt. False
   * when it is no longer this worker's.
   */
  extend(item: WorkItem, until: Instant): Promise<boolean>;

  /** Removes an item that is done. False when it is no longer this worker's: record nothing then. */
  finish(item: WorkItem): Promise<boolean>;

  /** Hands an item back unharmed, as on a clean stop; the attempt does not count. */
  giveBack(item: WorkItem, now: Instant): Promise<void>;

  /** Ends every lease: for a server that knows itself to be the only one, and has just started. */
  endLeases(now: Instant): Promise<void>;

  /** Removes what is queued for a run that has ended. "started" when a worker had claimed any of it. */
  withdraw(runId: RunId): Promise<"started" | "waiting" | "nothing">;
}
