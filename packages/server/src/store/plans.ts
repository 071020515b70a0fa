import { type Kysely, sql } from "kysely";
import type { Instant } from "../domain/clock.js";
import { NotFound } from "../domain/errors.js";
import type { Plan, PlanId, PlanStatus } from "../domain/plans/plan.js";
import type { PlanStore } from "../domain/plans/plan-store.js";
import type { RunId } from "../domain/runs/run.js";
import { bytesOrNull, fromJson, json, textOrNull } from "./columns.js";
import { inParts } from "./paging.js";
import { type PlaceColumns, placeOfRun } from "./place.js";
import type { PlanRow, Tables } from "./schema.js";

export class SqlPlanStore implements PlanStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(id: PlanId): Promise<Plan> {
    const row = await this.details().where("plans.id", "=", id).executeTakeFirst();
    if (row === undefined) throw new NotFound("plan", id);
    return toPlan(row);
  }

  async getByRun(runId: RunId): Promise<Plan> {
    const [plan] = await this.getManyByRun([runId]);
    if (plan === undefined) throw new NotFound("plan", `of run ${runId}`);
    return plan;
  }

  async getManyByRun(runIds: readonly RunId[]): Promise<readonly Plan[]> {
    const rows = await inParts(runIds, (part) =>
      this.details().where("run_id", "in", part).execute(),
    );
    return rows.map(toPlan);
  }

  async awaitingSince(moment: Instant, limit: number): Promise<readonly RunId[]> {
    const rows = await this.db
      .selectFrom("plans")
      .select("run_id")
      // As in the condition of the index, which a parameter would not be found to meet.
      .where(sql<boolean>`status = 'pending'`)
      .where("created_at", "<=", moment)
      .orderBy("created_at")
      .limit(limit)
      .execute();
    return rows.map(({ run_id }) => run_id);
  }

  private details() {
    return this.db.selectFrom("plans").selectAll("plans").select(placeOfRun("plans.run_id"));
  }

  async insert(plan: Plan): Promise<void> {
    await this.db.insertInto("plans").values(toRow(plan)).execute();
  }

  async save(plan: Plan): Promise<void> {
    await this.db.updateTable("plans").set(toRow(plan)).where("id", "=", plan.id).execute();
  }
}

function toPlan(row: PlanRow & PlaceColumns): Plan {
  return {
    id: row.id,
    runId: row.run_id,
    workspaceId: row.workspace_id,
    projectId: row.project_id,
    organization: row.organization,
    status: row.status as PlanStatus,
    statusTimes: fromJson(row.status_times),
    document: row.document,
    summary: row.summary === null ? null : fromJson(row.summary),
    stateVersionId: row.state_version_id,
    errorMessage: textOrNull(row.error_message),
    createdAt: row.created_at,
  };
}

function toRow(plan: Plan): PlanRow {
  return {
    id: plan.id,
    run_id: plan.runId,
    organization: plan.organization,
    status: plan.status,
    status_times: json(plan.statusTimes),
    document: plan.document,
    summary: plan.summary === null ? null : json(plan.summary),
    state_version_id: plan.stateVersionId,
    error_message: bytesOrNull(plan.errorMessage),
    created_at: plan.createdAt,
  };
}
