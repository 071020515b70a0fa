import type { Run } from "../runs/run.js";
import type { Transaction } from "../store.js";
import { createPlan } from "./plan.js";

/** What brings a new run its plan. */
export interface Planner {
  /** Called in the transaction that creates the run. */
  begin(tx: Transaction, run: Run): Promise<void>;
}

/** The plan was made elsewhere and somebody uploads it: there is nothing to do but to wait. */
export class UploadedPlanner implements Planner {
  async begin(tx: Transaction, run: Run): Promise<void> {
    await tx.plans.insert(
      createPlan({
        id: run.planId,
        runId: run.id,
        workspaceId: run.workspaceId,
        projectId: run.projectId,
        organization: run.organization,
        createdAt: run.createdAt,
      }),
    );
  }
}
