import type { Kysely } from "kysely";
import type { Instant } from "../domain/clock.js";
import { NotFound } from "../domain/errors.js";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { Page, PageRequest } from "../domain/page.js";
import type {
  StandingOverride,
  StandingOverrideId,
} from "../domain/standing-overrides/standing-override.js";
import type {
  StandingOverrideQuery,
  StandingOverrideStore,
} from "../domain/standing-overrides/standing-override-store.js";
import type { WorkspaceId } from "../domain/workspaces/workspace.js";
import { bytesOrNull, fromJson, json, textOrNull } from "./columns.js";
import { uncountedPage, windowOf } from "./paging.js";
import type { StandingOverrideRow, Tables } from "./schema.js";
import { workspacesWithin } from "./workspace-conditions.js";

export class SqlStandingOverrideStore implements StandingOverrideStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(id: StandingOverrideId): Promise<StandingOverride> {
    const row = await this.details().where("standing_overrides.id", "=", id).executeTakeFirst();
    if (row === undefined) throw new NotFound("standing override", id);
    return toStanding(row);
  }

  async list(
    organization: OrganizationName,
    { within, workspaceId, policySetId }: StandingOverrideQuery,
    now: Instant,
    page: PageRequest,
  ): Promise<Page<StandingOverride>> {
    const { offset, limit } = windowOf(page);
    let rows = this.details()
      .where("standing_overrides.organization", "=", organization)
      .where("standing_overrides.expires_at", ">", now);
    if (within !== "all") {
      const seen = workspacesWithin(this.db, organization, within);
      rows = rows.where("standing_overrides.workspace_id", "in", seen);
    }
    if (workspaceId !== undefined)
      rows = rows.where("standing_overrides.workspace_id", "=", workspaceId);
    if (policySetId !== undefined)
      rows = rows.where("standing_overrides.policy_set_id", "=", policySetId);
    const found = await rows
      .orderBy("standing_overrides.created_at", "desc")
      .orderBy("standing_overrides.id", "desc")
      .limit(limit + 1)
      .offset(offset)
      .execute();
    return uncountedPage(page, found.map(toStanding));
  }

  async ofWorkspace(workspaceId: WorkspaceId, now: Instant): Promise<readonly StandingOverride[]> {
    const rows = await this.details()
      .where("standing_overrides.workspace_id", "=", workspaceId)
      .where("standing_overrides.expires_at", ">", now)
      .execute();
    return rows.map(toStanding);
  }

  async put(standing: StandingOverride): Promise<void> {
    const row = toRow(standing);
    await this.db
      .deleteFrom("standing_overrides")
      .where("workspace_id", "=", row.workspace_id)
      .where("policy_set_id", "is not distinct from", row.policy_set_id)
      .where("policy_id", "is not distinct from", row.policy_id)
      .where("policy_name", "=", row.policy_name)
      .execute();
    await this.db.insertInto("standing_overrides").values(row).execute();
  }

  async delete(id: StandingOverrideId): Promise<void> {
    await this.db.deleteFrom("standing_overrides").where("id", "=", id).execute();
  }

  async deleteExpired(now: Instant, limit: number): Promise<number> {
    const expired = this.db
      .selectFrom("standing_overrides")
      .select("id")
      .where("expires_at", "<=", now)
      .orderBy("expires_at")
      .limit(limit);
    const deleted = await this.db
      .deleteFrom("standing_overrides")
      .where("id", "in", expired)
      .returning("id")
      .execute();
    return deleted.length;
  }

  private details() {
    return this.db
      .selectFrom("standing_overrides")
      .innerJoin("workspaces", "workspaces.id", "standing_overrides.workspace_id")
      .selectAll("standing_overrides")
      .select("workspaces.project_id");
  }
}

function toStanding(row: StandingOverrideRow & { readonly project_id: string }): StandingOverride {
  return {
    id: row.id,
    organization: row.organization,
    workspaceId: row.workspace_id,
    projectId: row.project_id,
    policySetId: row.policy_set_id,
    policyId: row.policy_id,
    setName: row.set_name,
    policyName: row.policy_name,
    runId: row.run_id,
    grantedBy: fromJson(row.granted_by),
    comment: textOrNull(row.comment),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

function toRow(standing: StandingOverride): StandingOverrideRow {
  return {
    id: standing.id,
    organization: standing.organization,
    workspace_id: standing.workspaceId,
    policy_set_id: standing.policySetId,
    policy_id: standing.policyId,
    set_name: standing.setName,
    policy_name: standing.policyName,
    run_id: standing.runId,
    granted_by: json(standing.grantedBy),
    comment: bytesOrNull(standing.comment),
    created_at: standing.createdAt,
    expires_at: standing.expiresAt,
  };
}
