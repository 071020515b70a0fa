import type { Kysely } from "kysely";
import { NotFound } from "../domain/errors.js";
import type { PolicyKind } from "../domain/policies/policy.js";
import type { RunId } from "../domain/runs/run.js";
import type {
  PolicyEvaluation,
  PolicyEvaluationId,
  PolicyEvaluationStatus,
} from "../domain/task-stages/policy-evaluation.js";
import type {
  PolicySetOutcome,
  PolicySetOutcomeId,
} from "../domain/task-stages/policy-set-outcome.js";
import type { TaskStage, TaskStageId, TaskStageStatus } from "../domain/task-stages/task-stage.js";
import type { TaskStageStore } from "../domain/task-stages/task-stage-store.js";
import { bytes, bytesOrNull, fromJson, json, text, textOrNull, truth } from "./columns.js";
import { overrideColumns, toOverride } from "./override-columns.js";
import { inParts } from "./paging.js";
import type { PolicyEvaluationRow, PolicySetOutcomeRow, Tables, TaskStageRow } from "./schema.js";

export class SqlTaskStageStore implements TaskStageStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(id: TaskStageId): Promise<TaskStage> {
    const query = this.db.selectFrom("task_stages").selectAll().where("id", "=", id);
    const row = await query.executeTakeFirst();
    if (row === undefined) throw new NotFound("task stage", id);
    return toStage(row);
  }

  async listByRuns(runIds: readonly RunId[]): Promise<readonly TaskStage[]> {
    const rows = await inParts(runIds, (part) =>
      this.db.selectFrom("task_stages").selectAll().where("run_id", "in", part).execute(),
    );
    return rows.map(toStage).sort((a, b) => (a.runId < b.runId ? -1 : 1));
  }

  async insert(stage: TaskStage): Promise<void> {
    await this.db.insertInto("task_stages").values(stageRow(stage)).execute();
  }

  async save(stage: TaskStage): Promise<void> {
    await this.db
      .updateTable("task_stages")
      .set(stageRow(stage))
      .where("id", "=", stage.id)
      .execute();
  }

  async getEvaluation(id: PolicyEvaluationId): Promise<PolicyEvaluation> {
    const query = this.db.selectFrom("policy_evaluations").selectAll().where("id", "=", id);
    const row = await query.executeTakeFirst();
    if (row === undefined) throw new NotFound("policy evaluation", id);
    return toEvaluation(row);
  }

  async evaluationsOf(stageIds: readonly TaskStageId[]): Promise<readonly PolicyEvaluation[]> {
    const rows = await inParts(stageIds, (part) =>
      this.db
        .selectFrom("policy_evaluations")
        .selectAll()
        .where("task_stage_id", "in", part)
        .orderBy("created_at")
        .orderBy("kind", "desc")
        .execute(),
    );
    return rows.map(toEvaluation);
  }

  async insertEvaluation(evaluation: PolicyEvaluation): Promise<void> {
    await this.db.insertInto("policy_evaluations").values(evaluationRow(evaluation)).execute();
  }

  async saveEvaluation(evaluation: PolicyEvaluation): Promise<void> {
    await this.db
      .updateTable("policy_evaluations")
      .set(evaluationRow(evaluation))
      .where("id", "=", evaluation.id)
      .execute();
  }

  async getOutcome(id: PolicySetOutcomeId): Promise<PolicySetOutcome> {
    const query = this.db.selectFrom("policy_set_outcomes").selectAll().where("id", "=", id);
    const row = await query.executeTakeFirst();
    if (row === undefined) throw new NotFound("policy set outcome", id);
    return toOutcome(row);
  }

  async outcomesOf(id: PolicyEvaluationId): Promise<readonly PolicySetOutcome[]> {
    const rows = await this.db
      .selectFrom("policy_set_outcomes")
      .selectAll()
      .where("policy_evaluation_id", "=", id)
      .orderBy("position")
      .execute();
    return rows.map(toOutcome);
  }

  async insertOutcome(outcome: PolicySetOutcome): Promise<void> {
    await this.db.insertInto("policy_set_outcomes").values(outcomeRow(outcome)).execute();
  }
}

function toStage(row: TaskStageRow): TaskStage {
  return {
    id: row.id,
    runId: row.run_id,
    organization: row.organization,
    status: row.status as TaskStageStatus,
    statusTimes: fromJson(row.status_times),
    override: toOverride(row),
    standingOverrides: fromJson(row.standing_overrides),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function stageRow(stage: TaskStage): TaskStageRow {
  return {
    id: stage.id,
    run_id: stage.runId,
    organization: stage.organization,
    status: stage.status,
    status_times: json(stage.statusTimes),
    ...overrideColumns(stage.override),
    standing_overrides: json(stage.standingOverrides),
    created_at: stage.createdAt,
    updated_at: stage.updatedAt,
  };
}

function toEvaluation(row: PolicyEvaluationRow): PolicyEvaluation {
  return {
    id: row.id,
    stageId: row.task_stage_id,
    runId: row.run_id,
    organization: row.organization,
    kind: row.kind as PolicyKind,
    status: row.status as PolicyEvaluationStatus,
    statusTimes: fromJson(row.status_times),
    toolVersion: row.tool_version,
    policySets: fromJson(row.policy_sets),
    counts: fromJson(row.counts),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function evaluationRow(evaluation: PolicyEvaluation): PolicyEvaluationRow {
  return {
    id: evaluation.id,
    task_stage_id: evaluation.stageId,
    run_id: evaluation.runId,
    organization: evaluation.organization,
    kind: evaluation.kind,
    status: evaluation.status,
    status_times: json(evaluation.statusTimes),
    tool_version: evaluation.toolVersion,
    policy_sets: json(evaluation.policySets),
    counts: json(evaluation.counts),
    created_at: evaluation.createdAt,
    updated_at: evaluation.updatedAt,
  };
}

function toOutcome(row: PolicySetOutcomeRow): PolicySetOutcome {
  return {
    id: row.id,
    evaluationId: row.policy_evaluation_id,
    position: row.position,
    setName: row.set_name,
    setDescription: textOrNull(row.set_description),
    isOverridable: row.is_overridable === 1,
    toolVersion: row.tool_version,
    error: text(row.error),
    entries: fromJson(row.entries),
    output: row.output,
  };
}

function outcomeRow(outcome: PolicySetOutcome): PolicySetOutcomeRow {
  return {
    id: outcome.id,
    policy_evaluation_id: outcome.evaluationId,
    position: outcome.position,
    set_name: outcome.setName,
    set_description: bytesOrNull(outcome.setDescription),
    is_overridable: truth(outcome.isOverridable),
    tool_version: outcome.toolVersion,
    error: bytes(outcome.error),
    entries: json(outcome.entries),
    output: outcome.output,
  };
}
