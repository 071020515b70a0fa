import { SYSTEM } from "../domain/access/actor.js";
import { subject } from "../domain/access/subject.js";
import { auditEntry } from "../domain/audit/audit-entry.js";
import type { Compat } from "../domain/compat.js";
import type { Environment } from "../domain/environment.js";
import type { EvaluationMonitor, Evaluator, PlanSummary } from "../domain/evaluation/evaluator.js";
import { failPlan, finishPlan } from "../domain/plans/plan.js";
import { enforcementOn } from "../domain/policy-sets/enforcement.js";
import { progressRun } from "../domain/runs/run-progress.js";
import type { WorkItem } from "../domain/work/work-item.js";
import type { Recording, WorkHandler } from "./work-handler.js";

/** Has an uploaded plan read, and lets its run go on to the policies or end. */
export class InspectPlan implements WorkHandler {
  constructor(
    private readonly environment: Environment,
    private readonly evaluator: Evaluator,
    private readonly compat: Compat,
  ) {}

  async perform(item: WorkItem, monitor: EvaluationMonitor): Promise<Recording> {
    const { document } = await this.environment.store.read((tx) => tx.plans.getByRun(item.runId));
    if (document === null) throw new Error(`the plan of run "${item.runId}" has no document`);
    const inspection = await this.evaluator.inspectPlan(document, monitor);
    return inspection.outcome === "plan"
      ? this.finish(item, inspection.summary)
      : this.fail(item, inspection.message);
  }

  async giveUp(item: WorkItem, reason: string): Promise<Recording> {
    return this.fail(item, `the plan could not be read: ${reason}`);
  }

  private finish(item: WorkItem, summary: PlanSummary): Recording {
    return async (tx) => {
      const now = this.environment.clock.now();
      const run = await tx.runs.getForUpdate(item.runId);
      const workspace = await tx.workspaces.get(run.workspaceId);
      const { currentStateVersionId: stateVersionId } = workspace;
      const plan = await tx.plans.getByRun(run.id);
      await tx.plans.save(finishPlan(plan, summary, now, stateVersionId));
      const enforcement = await enforcementOn(tx, workspace, this.compat);
      await progressRun(tx, run, { kind: "plan finished", summary, enforcement }, this.environment);
    };
  }

  private fail(item: WorkItem, message: string): Recording {
    return async (tx) => {
      const now = this.environment.clock.now();
      const run = await tx.runs.getForUpdate(item.runId);
      const plan = await tx.plans.getByRun(run.id);
      await tx.plans.save(failPlan(plan, message, now));
      await progressRun(tx, run, { kind: "plan errored" }, this.environment);
      await tx.audit.append(
        auditEntry(now, SYSTEM, "evaluate", subject("plan", plan), { error: message }),
      );
    };
  }
}
