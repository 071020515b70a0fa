import type { RunId } from "../runs/run.js";
import type { PolicyEvaluation, PolicyEvaluationId } from "./policy-evaluation.js";
import type { PolicySetOutcome, PolicySetOutcomeId } from "./policy-set-outcome.js";
import type { TaskStage, TaskStageId } from "./task-stage.js";

/** Stages with their evaluations and what came of them. */
export interface TaskStageStore {
  /** @throws NotFound */
  get(id: TaskStageId): Promise<TaskStage>;
  /** Those of these runs, the run with the lowest id first. */
  listByRuns(runIds: readonly RunId[]): Promise<readonly TaskStage[]>;
  insert(stage: TaskStage): Promise<void>;
  save(stage: TaskStage): Promise<void>;

  /** @throws NotFound */
  getEvaluation(id: PolicyEvaluationId): Promise<PolicyEvaluation>;
  /** Those of these stages, in the order in which they were made. */
  evaluationsOf(stageIds: readonly TaskStageId[]): Promise<readonly PolicyEvaluation[]>;
  insertEvaluation(evaluation: PolicyEvaluation): Promise<void>;
  saveEvaluation(evaluation: PolicyEvaluation): Promise<void>;

  /** @throws NotFound */
  getOutcome(id: PolicySetOutcomeId): Promise<PolicySetOutcome>;
  /** In the order of their places. */
  outcomesOf(id: PolicyEvaluationId): Promise<readonly PolicySetOutcome[]>;
  insertOutcome(outcome: PolicySetOutcome): Promise<void>;
}
