import type { Instant } from "../clock.js";
import type { RunId } from "../runs/run.js";
import type { Plan, PlanId } from "./plan.js";

export interface PlanStore {
  /** @throws NotFound */
  get(id: PlanId): Promise<Plan>;
  /** The plan of a run; every run has one. */
  getByRun(runId: RunId): Promise<Plan>;
  /** Those of the given runs, in any order. */
  getManyByRun(runIds: readonly RunId[]): Promise<readonly Plan[]>;
  /** Runs whose plan has been awaited since that moment or longer, the oldest first, `limit` at most. */
  awaitingSince(moment: Instant, limit: number): Promise<readonly RunId[]>;
  insert(plan: Plan): Promise<void>;
  save(plan: Plan): Promise<void>;
}
