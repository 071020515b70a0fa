import type { Instant } from "../clock.js";
import type { Environment } from "../environment.js";
import type { PolicyKind } from "../policies/policy.js";
import type { KindOfSets } from "../policy-sets/enforcement.js";
import { tellOfRun } from "../run-events/tell.js";
import type { Run } from "../runs/run.js";
import type { Transaction } from "../store.js";
import {
  abandonEvaluation,
  beginEvaluation,
  createPolicyEvaluation,
  type PolicyEvaluation,
} from "./policy-evaluation.js";
import { abandonStage, beginStage, createTaskStage, type TaskStage } from "./task-stage.js";

/**
 * Inserts a run, with the beginning of its story and the stage that its workspace's policy sets announce. COMPAT (Terraform command,
 * remote runs): clients ask for the stages of a run once, before its plan.
 */
export async function insertRun(
  tx: Transaction,
  run: Run,
  evaluated: readonly KindOfSets[],
  environment: Environment,
): Promise<Run> {
  if (evaluated.length === 0) {
    await tx.runs.insert(run);
    return tellOfCreation(tx, run, environment);
  }
  const stage = newStage(run, environment);
  const announced = { ...run, taskStageId: stage.id };
  await tx.runs.insert(announced);
  await tx.taskStages.insert(stage);
  for (const { kind, sets } of evaluated) {
    await tx.taskStages.insertEvaluation(newEvaluation(stage, kind, sets, environment));
  }
  return tellOfCreation(tx, announced, environment);
}

function tellOfCreation(tx: Transaction, run: Run, environment: Environment): Promise<Run> {
  return tellOfRun(tx, run, "created", { by: run.createdBy, comment: null }, environment);
}

/** Begins the stage of a run whose plan is there, with what is enforced at this moment. */
export async function beginStageOf(
  tx: Transaction,
  run: Run,
  evaluated: readonly KindOfSets[],
  environment: Environment,
): Promise<Run> {
  const now = environment.clock.now();
  const stage = await announcedStage(tx, run, environment);
  await tx.taskStages.save(beginStage(stage, now));
  const announced = await tx.taskStages.evaluationsOf([stage.id]);
  for (const evaluation of announced) {
    const sets = evaluated.find(({ kind }) => kind === evaluation.kind)?.sets ?? [];
    await tx.taskStages.saveEvaluation(beginEvaluation(evaluation, sets, now));
  }
  for (const { kind, sets } of evaluated) {
    if (announced.some((evaluation) => evaluation.kind === kind)) continue;
    const evaluation = newEvaluation(stage, kind, sets, environment);
    await tx.taskStages.insertEvaluation(beginEvaluation(evaluation, sets, now));
  }
  return { ...run, taskStageId: stage.id };
}

/** The run ended first. */
export async function abandonStageOf(tx: Transaction, run: Run, now: Instant): Promise<void> {
  if (run.taskStageId === null) return;
  await tx.taskStages.save(abandonStage(await tx.taskStages.get(run.taskStageId), now));
  for (const evaluation of await tx.taskStages.evaluationsOf([run.taskStageId])) {
    await tx.taskStages.saveEvaluation(abandonEvaluation(evaluation, now));
  }
}

async function announcedStage(
  tx: Transaction,
  run: Run,
  environment: Environment,
): Promise<TaskStage> {
  if (run.taskStageId !== null) return tx.taskStages.get(run.taskStageId);
  const stage = newStage(run, environment);
  await tx.taskStages.insert(stage);
  return stage;
}

function newStage(run: Run, { clock, ids }: Environment): TaskStage {
  return createTaskStage({
    id: ids.next("ts"),
    runId: run.id,
    organization: run.organization,
    createdAt: clock.now(),
  });
}

function newEvaluation(
  { id, runId, organization }: TaskStage,
  kind: PolicyKind,
  policySets: KindOfSets["sets"],
  { clock, ids }: Environment,
): PolicyEvaluation {
  return createPolicyEvaluation({
    id: ids.next("poleval"),
    stageId: id,
    runId,
    organization,
    kind,
    policySets,
    createdAt: clock.now(),
  });
}
