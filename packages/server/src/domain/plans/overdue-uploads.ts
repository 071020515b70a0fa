import { SYSTEM } from "../access/actor.js";
import { subject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { Environment } from "../environment.js";
import type { RunId } from "../runs/run.js";
import { progressRun } from "../runs/run-progress.js";
import { failPlan, isAwaitingUpload, UPLOAD_TIME } from "./plan.js";

/** LIMIT: runs that are ended in one go; those that are left come next. */
const AT_ONCE = 100;

/** Ends runs whose plan never came: nobody can upload it any more. */
export class OverdueUploads {
  constructor(private readonly environment: Environment) {}

  /** Returns how many runs were ended. */
  async end(): Promise<number> {
    const { store, clock } = this.environment;
    const deadline = clock.now() - UPLOAD_TIME;
    const overdue = await store.read((tx) => tx.plans.awaitingSince(deadline, AT_ONCE));
    let ended = 0;
    for (const runId of overdue) ended += (await this.endRun(runId)) ? 1 : 0;
    return ended;
  }

  /** False when something else has ended the run meanwhile. */
  private async endRun(runId: RunId): Promise<boolean> {
    const { store, clock } = this.environment;
    return store.transaction(async (tx) => {
      const now = clock.now();
      const run = await tx.runs.getForUpdate(runId);
      const plan = await tx.plans.getByRun(runId);
      if (plan.status !== "pending" || isAwaitingUpload(plan, now)) return false;
      await tx.plans.save(failPlan(plan, NEVER_CAME, now));
      await progressRun(tx, run, { kind: "plan errored" }, this.environment);
      const details = { error: NEVER_CAME };
      await tx.audit.append(auditEntry(now, SYSTEM, "discard", subject("plan", plan), details));
      return true;
    });
  }
}

const NEVER_CAME = `no plan was uploaded within ${UPLOAD_TIME / 60_000} minutes: start a new run`;
