import type { Environment } from "../environment.js";
import type { Run } from "../runs/run.js";
import type { Transaction } from "../store.js";
import { type Deed, type RunAction, type RunEvent, withEvent } from "./run-event.js";

/**
 * Adds an event to the story of a run that was read for update or is new, in the transaction of what it
 * tells of. A comment that says nothing is none.
 */
export async function tellOfRun(
  tx: Transaction,
  run: Run,
  action: RunAction,
  { by, comment }: Deed,
  { clock, ids }: Environment,
): Promise<Run> {
  const event: RunEvent = {
    id: ids.next("re"),
    runId: run.id,
    position: run.eventIds.length,
    action,
    actorId: by,
    comment: comment ? { id: ids.next("wsc"), body: comment } : null,
    createdAt: clock.now(),
  };
  await tx.runEvents.insert(event);
  return withEvent(run, event);
}
