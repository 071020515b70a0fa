import type { EvaluationMonitor } from "../domain/evaluation/evaluator.js";
import type { Transaction } from "../domain/store.js";
import type { WorkItem } from "../domain/work/work-item.js";

/** Writes down the result of an item, in the transaction that removes the item from the queue. */
export type Recording = (tx: Transaction) => Promise<void>;

/** How one kind of work is done. A handler holds no state between calls. */
export interface WorkHandler {
  /**
   * Does the work and says what to write down. Nothing may be written before: whoever loses the lease
   * while working must leave no trace.
   *
   * @throws whatever the evaluator throws when it failed itself; the item is then tried again
   */
  perform(item: WorkItem, monitor: EvaluationMonitor): Promise<Recording>;

  /** What to write down when the work failed for good; `reason` is for the person who waits for it. */
  giveUp(item: WorkItem, reason: string): Promise<Recording>;
}
