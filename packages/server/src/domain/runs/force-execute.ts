import type { Environment } from "../environment.js";
import { Conflict, Forbidden } from "../errors.js";
import type { Deed } from "../run-events/run-event.js";
import { tellOfRun } from "../run-events/tell.js";
import type { Transaction } from "../store.js";
import type { Run, RunOperation } from "./run.js";
import { statusesIn } from "./run-machine.js";
import { progressRun } from "./run-progress.js";

/** LIMIT: earlier runs that are discarded at once. */
const EARLIER_LIMIT = 100;

/** COMPAT (Runs API, Run Operations): runs that only plan and saved plans hold up no other run. */
const HOLDING: readonly RunOperation[] = [
  "refresh_only",
  "destroy",
  "empty_apply",
  "plan_and_apply",
];

/**
 * Discards the runs of its workspace that came before a run and are not over, so that it is the next.
 * COMPAT (Runs API, Forcefully execute a run): which of these refusals is which.
 *
 * @throws Forbidden when the run is not pending, or no earlier one is in its way
 * @throws Conflict when an earlier run cannot be discarded
 */
export async function forceExecute(
  tx: Transaction,
  run: Run,
  deed: Deed,
  environment: Environment,
): Promise<readonly Run[]> {
  if (run.status !== "pending") {
    throw new Forbidden(`a run that is "${run.status}" cannot be executed: only a pending one can`);
  }
  const query = {
    statuses: statusesIn("non_final"),
    operations: HOLDING,
    createdBefore: run.createdAt,
  };
  const page = { number: 1, size: EARLIER_LIMIT };
  const { items: earlier, hasNext } = await tx.runs.listByWorkspace(run.workspaceId, query, page);
  if (earlier.length === 0) throw new Forbidden("no earlier run is in the way: upload the plan");
  if (hasNext) throw new Conflict(`more than ${EARLIER_LIMIT} runs are in the way: discard some`);
  const discarded: Run[] = [];
  for (const { id } of earlier) {
    const held = await tx.runs.getForUpdate(id);
    discarded.push(await progressRun(tx, held, { kind: "discard" }, environment, deed));
  }
  await tellOfRun(tx, run, "force_executed", deed, environment);
  return discarded;
}
