import { type Duration, type Instant, SECOND } from "../clock.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { RunId } from "../runs/run.js";

export type WorkKind = "inspect-plan" | "evaluate-policies" | "check-policies";

/** Something that must be done for a run, by whichever worker claims it first. */
export interface WorkItem {
  readonly id: string;
  readonly kind: WorkKind;
  readonly runId: RunId;
  /** The one that the run belongs to. */
  readonly organization: OrganizationName;
  /**
   * How often it was claimed. It also is the fence: a worker that lost its lease holds an old number
   * and can no longer finish the item.
   */
  readonly attempt: number;
}

/** LIMIT: work whose worker died this often is given up, and its run ends with an error. */
export const MAX_ATTEMPTS = 3;

/** LIMIT: a worker that shows no sign of life for so long has lost its item to the next one. */
export const LEASE: Duration = 30 * SECOND;

/** When an item that failed may be tried again: later after each attempt. */
export function retryAt(item: WorkItem, now: Instant): Instant {
  return now + item.attempt * SECOND;
}
