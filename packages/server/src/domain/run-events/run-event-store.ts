import type { RunId } from "../runs/run.js";
import type { CommentedEvent, CommentId, RunEvent, RunEventId } from "./run-event.js";

export interface RunEventStore {
  /** @throws NotFound */
  get(id: RunEventId): Promise<RunEvent>;

  /** The event that a comment belongs to. @throws NotFound */
  getCommented(id: CommentId): Promise<CommentedEvent>;

  /** In the order in which they happened. */
  listByRun(runId: RunId): Promise<readonly RunEvent[]>;

  insert(event: RunEvent): Promise<void>;
}
