import { type Kysely, sql } from "kysely";
import { NotFound } from "../domain/errors.js";
import type { Page, PageRequest } from "../domain/page.js";
import type {
  PolicySetVersion,
  PolicySetVersionId,
  VersionStatus,
  VersionsOfSet,
} from "../domain/policy-set-versions/policy-set-version.js";
import type { PolicySetVersionStore } from "../domain/policy-set-versions/policy-set-version-store.js";
import type { PolicySetId } from "../domain/policy-sets/policy-set.js";
import { bytesOrNull, fromJson, json, textOrNull } from "./columns.js";
import { countRows } from "./counting.js";
import { lockRow } from "./locking.js";
import { countedPage, inParts, windowOf } from "./paging.js";
import type { PolicySetVersionRow, Tables } from "./schema.js";

export class SqlPolicySetVersionStore implements PolicySetVersionStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(id: PolicySetVersionId): Promise<PolicySetVersion> {
    const [version] = await this.getMany([id]);
    if (version === undefined) throw new NotFound("policy set version", id);
    return version;
  }

  async getForUpdate(id: PolicySetVersionId): Promise<PolicySetVersion> {
    await lockRow(this.db, "policy_set_versions", id);
    return this.get(id);
  }

  async getMany(ids: readonly PolicySetVersionId[]): Promise<readonly PolicySetVersion[]> {
    const rows = await inParts(ids, (part) =>
      this.db.selectFrom("policy_set_versions").selectAll().where("id", "in", part).execute(),
    );
    return rows.map(toVersion);
  }

  async list(policySetId: PolicySetId, page: PageRequest): Promise<Page<PolicySetVersion>> {
    const { offset, limit } = windowOf(page);
    const query = this.db
      .selectFrom("policy_set_versions")
      .where("policy_set_id", "=", policySetId);
    const rows = await query
      .selectAll()
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(limit)
      .offset(offset)
      .execute();
    return countedPage(page, await countRows(query), rows.map(toVersion));
  }

  async insert(version: PolicySetVersion): Promise<void> {
    await this.db.insertInto("policy_set_versions").values(toRow(version)).execute();
  }

  async save(version: PolicySetVersion): Promise<void> {
    await this.db
      .updateTable("policy_set_versions")
      .set(toRow(version))
      .where("id", "=", version.id)
      .execute();
  }
}

/** Of each of these sets, the newest version and the newest that is ready. */
export async function versionsOfSets(
  db: Kysely<Tables>,
  setIds: readonly PolicySetId[],
): Promise<(set: PolicySetId) => VersionsOfSet> {
  const newest = db
    .selectFrom("policy_set_versions as version")
    .select("version.id")
    .whereRef("version.policy_set_id", "=", sql.ref("policy_sets.id"))
    .orderBy("version.created_at", "desc")
    .orderBy("version.id", "desc")
    .limit(1);
  const rows = await inParts(setIds, (part) =>
    db
      .selectFrom("policy_sets")
      .select("id")
      .select([newest.as("newest"), newest.where("version.status", "=", "ready").as("current")])
      .where("id", "in", part)
      .where("is_versioned", "=", 1)
      .execute(),
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  return (set) => ({
    newestVersionId: found.get(set)?.newest ?? null,
    currentVersionId: found.get(set)?.current ?? null,
  });
}

function toVersion(row: PolicySetVersionRow): PolicySetVersion {
  return {
    id: row.id,
    policySetId: row.policy_set_id,
    organization: row.organization,
    source: row.source,
    status: row.status as VersionStatus,
    statusTimes: fromJson(row.status_times),
    archive: row.archive,
    policies: fromJson(row.policies),
    error: row.error,
    errorMessage: textOrNull(row.error_message),
    ingress: row.ingress === null ? null : fromJson(row.ingress),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toRow(version: PolicySetVersion): PolicySetVersionRow {
  return {
    id: version.id,
    policy_set_id: version.policySetId,
    organization: version.organization,
    source: version.source,
    status: version.status,
    status_times: json(version.statusTimes),
    archive: version.archive,
    policies: json(version.policies),
    error: version.error,
    error_message: bytesOrNull(version.errorMessage),
    ingress: version.ingress === null ? null : json(version.ingress),
    created_at: version.createdAt,
    updated_at: version.updatedAt,
  };
}
