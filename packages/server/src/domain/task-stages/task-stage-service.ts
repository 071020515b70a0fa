import { type Actor, userIdOf } from "../access/actor.js";
import { subject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { BlobStore } from "../blobs/blob-store.js";
import { decodeJson } from "../blobs/json-content.js";
import type { Compat } from "../compat.js";
import type { Environment } from "../environment.js";
import { Conflict } from "../errors.js";
import { enforcementOn } from "../policy-sets/enforcement.js";
import type { Run, RunId } from "../runs/run.js";
import { progressRun } from "../runs/run-progress.js";
import { grantStanding } from "../standing-overrides/granting.js";
import type { OverrideDraft, PolicyInSet } from "../standing-overrides/standing-override.js";
import type { Transaction } from "../store.js";
import {
  overrideEvaluation,
  type PolicyEvaluation,
  type PolicyEvaluationId,
} from "./policy-evaluation.js";
import {
  meetsAny,
  type OutcomeCondition,
  type Output,
  type PolicySetOutcome,
  type PolicySetOutcomeId,
} from "./policy-set-outcome.js";
import { overridableFailures } from "./set-result.js";
import { overrideStage, type TaskStage, type TaskStageId } from "./task-stage.js";

/** A stage with its run, which says who may do what with it, and its evaluations. */
export interface TaskStageDetails {
  readonly stage: TaskStage;
  readonly run: Run;
  readonly evaluations: readonly PolicyEvaluation[];
}

export class TaskStageService {
  constructor(
    private readonly environment: Environment,
    private readonly blobs: Pick<BlobStore, "read">,
    private readonly compat: Compat,
  ) {}

  async get(actor: Actor, id: TaskStageId): Promise<TaskStageDetails> {
    return this.environment.store.read(async (tx) => {
      const stage = await tx.taskStages.get(id);
      const run = await this.readableRun(tx, actor, stage.runId);
      return { stage, run, evaluations: await tx.taskStages.evaluationsOf([id]) };
    });
  }

  async listByRun(actor: Actor, runId: RunId): Promise<readonly TaskStageDetails[]> {
    return this.environment.store.read(async (tx) =>
      detailsOf(tx, [await this.readableRun(tx, actor, runId)]),
    );
  }

  /** The stages of runs that the actor was shown. */
  async listByRuns(runs: readonly Run[]): Promise<readonly TaskStageDetails[]> {
    return this.environment.store.read((tx) => detailsOf(tx, runs));
  }

  async evaluation(actor: Actor, id: PolicyEvaluationId): Promise<PolicyEvaluation> {
    return this.environment.store.read((tx) => this.readableEvaluation(tx, actor, id));
  }

  /** The outcomes that meet one of the conditions, all of them when there are none. */
  async outcomesOf(
    actor: Actor,
    id: PolicyEvaluationId,
    conditions: readonly OutcomeCondition[],
  ): Promise<readonly PolicySetOutcome[]> {
    return this.environment.store.read(async (tx) => {
      await this.readableEvaluation(tx, actor, id);
      const outcomes = await tx.taskStages.outcomesOf(id);
      return outcomes.filter((outcome) => meetsAny(outcome, conditions));
    });
  }

  async outcome(actor: Actor, id: PolicySetOutcomeId): Promise<PolicySetOutcome> {
    return this.environment.store.read(async (tx) => {
      const outcome = await tx.taskStages.getOutcome(id);
      await this.readableEvaluation(tx, actor, outcome.evaluationId);
      return outcome;
    });
  }

  /** What the policies of an outcome that the actor was shown have printed. */
  async outputOf({ output }: PolicySetOutcome): Promise<Output> {
    return output === null ? [] : decodeJson(await this.blobs.read(output));
  }

  /**
   * @throws Conflict unless the stage waits for the decision
   * @throws Invalid when the override cannot stand as it was asked for
   */
  async override(actor: Actor, id: TaskStageId, draft: OverrideDraft): Promise<TaskStageDetails> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      // The run first: whatever happens to a stage happens while its run is held.
      const { runId } = await tx.taskStages.get(id);
      const run = await tx.runs.getForUpdate(runId);
      access.require(actor, "override", subject("run", run));
      const stage = await tx.taskStages.get(id);
      if (stage.status !== "awaiting_override") {
        throw new Conflict(`a task stage that is "${stage.status}" cannot be overridden`);
      }
      const now = clock.now();
      const failed: PolicyInSet[] = [];
      for (const evaluation of await tx.taskStages.evaluationsOf([id])) {
        const outcomes = await tx.taskStages.outcomesOf(evaluation.id);
        failed.push(...overridableFailures(evaluation.policySets, outcomes));
        await tx.taskStages.saveEvaluation(overrideEvaluation(evaluation, now));
      }
      const deed = { by: userIdOf(actor), comment: draft.comment };
      const granted = await grantStanding(tx, actor, run, draft, failed, this.environment);
      const overridden = overrideStage(stage, { ...deed, at: now }, granted);
      await tx.taskStages.save(overridden);
      const workspace = await tx.workspaces.get(run.workspaceId);
      const { checked } = await enforcementOn(tx, workspace, this.compat);
      const event = { kind: "override stage", checked } as const;
      const progressed = await progressRun(tx, run, event, this.environment, deed);
      await tx.audit.append(
        auditEntry(now, actor, "override", subject("task stage", stage), {
          run: run.id,
          comment: draft.comment,
        }),
      );
      const evaluations = await tx.taskStages.evaluationsOf([id]);
      return { stage: overridden, run: progressed, evaluations };
    });
  }

  private async readableEvaluation(
    tx: Transaction,
    actor: Actor,
    id: PolicyEvaluationId,
  ): Promise<PolicyEvaluation> {
    const evaluation = await tx.taskStages.getEvaluation(id);
    await this.readableRun(tx, actor, evaluation.runId);
    return evaluation;
  }

  private async readableRun(tx: Transaction, actor: Actor, id: RunId): Promise<Run> {
    const run = await tx.runs.get(id);
    this.environment.access.require(actor, "read", subject("run", run));
    return run;
  }
}

async function detailsOf(
  tx: Transaction,
  runs: readonly Run[],
): Promise<readonly TaskStageDetails[]> {
  const byId = new Map(runs.map((run) => [run.id, run]));
  const stages = await tx.taskStages.listByRuns(
    runs.filter(({ taskStageId }) => taskStageId !== null).map(({ id }) => id),
  );
  const evaluations = await tx.taskStages.evaluationsOf(stages.map(({ id }) => id));
  return stages.flatMap((stage) => {
    const run = byId.get(stage.runId);
    if (run === undefined) return [];
    return [{ stage, run, evaluations: evaluations.filter((each) => each.stageId === stage.id) }];
  });
}
