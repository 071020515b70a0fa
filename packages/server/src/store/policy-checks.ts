import type { Kysely } from "kysely";
import { NotFound } from "../domain/errors.js";
import type {
  PolicyCheck,
  PolicyCheckId,
  PolicyCheckResult,
  PolicyCheckStatus,
} from "../domain/policy-checks/policy-check.js";
import type { PolicyCheckStore } from "../domain/policy-checks/policy-check-store.js";
import type { RunId } from "../domain/runs/run.js";
import { fromJson, json } from "./columns.js";
import { overrideColumns, toOverride } from "./override-columns.js";
import { type PlaceColumns, placeOfRun } from "./place.js";
import type { PolicyCheckRow, Tables } from "./schema.js";

export class SqlPolicyCheckStore implements PolicyCheckStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(id: PolicyCheckId): Promise<PolicyCheck> {
    const row = await this.details().where("policy_checks.id", "=", id).executeTakeFirst();
    if (row === undefined) throw new NotFound("policy check", id);
    return toCheck(row);
  }

  async findByRun(runId: RunId): Promise<PolicyCheck | null> {
    const row = await this.details().where("run_id", "=", runId).executeTakeFirst();
    return row === undefined ? null : toCheck(row);
  }

  private details() {
    return this.db
      .selectFrom("policy_checks")
      .selectAll("policy_checks")
      .select(placeOfRun("policy_checks.run_id"));
  }

  async insert(check: PolicyCheck): Promise<void> {
    await this.db.insertInto("policy_checks").values(toRow(check)).execute();
  }

  async save(check: PolicyCheck): Promise<void> {
    await this.db
      .updateTable("policy_checks")
      .set(toRow(check))
      .where("id", "=", check.id)
      .execute();
  }
}

function toCheck(row: PolicyCheckRow & PlaceColumns): PolicyCheck {
  return {
    id: row.id,
    runId: row.run_id,
    workspaceId: row.workspace_id,
    projectId: row.project_id,
    organization: row.organization,
    status: row.status as PolicyCheckStatus,
    statusTimes: fromJson(row.status_times),
    policySets: fromJson(row.policy_sets),
    result: toResult(row),
    log: row.log,
    override: toOverride(row),
    standingOverrides: fromJson(row.standing_overrides),
    createdAt: row.created_at,
  };
}

function toResult({ counts, report }: PolicyCheckRow): PolicyCheckResult | null {
  if (counts === null || report === null) return null;
  return { ...fromJson<Omit<PolicyCheckResult, "report">>(counts), report };
}

function toRow(check: PolicyCheck): PolicyCheckRow {
  const { report = null, ...counts } = check.result ?? {};
  return {
    id: check.id,
    run_id: check.runId,
    organization: check.organization,
    status: check.status,
    status_times: json(check.statusTimes),
    policy_sets: json(check.policySets),
    counts: check.result === null ? null : json(counts),
    report,
    log: check.log,
    ...overrideColumns(check.override),
    standing_overrides: json(check.standingOverrides),
    created_at: check.createdAt,
  };
}
