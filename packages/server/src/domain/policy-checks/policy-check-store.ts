import type { RunId } from "../runs/run.js";
import type { PolicyCheck, PolicyCheckId } from "./policy-check.js";

export interface PolicyCheckStore {
  /** @throws NotFound */
  get(id: PolicyCheckId): Promise<PolicyCheck>;
  /** The check of a run, if its policies are or were checked. */
  findByRun(runId: RunId): Promise<PolicyCheck | null>;
  insert(check: PolicyCheck): Promise<void>;
  save(check: PolicyCheck): Promise<void>;
}
