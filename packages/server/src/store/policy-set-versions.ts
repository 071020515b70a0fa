import { type Kysely, sql } from "kysely";
import { NotFound } from "../domain/errors.js";
import type { Page, PageRequest } from "../domain/page.js";
import type {
  PolicySetVersion,
  PolicySetVersionId,
  VersionStatus,
  VersionsOfSet,
} from "../domain/policy-set-versions/policy-set-version.js";
import type {
  PolicySetVersionStore,
  SupersededQuery,
} from "../domain/policy-set-versions/policy-set-version-store.js";
import type { PolicySetId, PolicySetMembers } from "../domain/policy-sets/policy-set.js";
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

  async setsAfter(id: PolicySetId, limit: number): Promise<readonly PolicySetId[]> {
    const rows = await this.db
      .selectFrom("policy_sets")
      .select("id")
      .where("id", ">", id)
      .where("is_versioned", "=", 1)
      .orderBy("id")
      .limit(limit)
      .execute();
    return rows.map((row) => row.id);
  }

  async superseded(
    policySetId: PolicySetId,
    { kept, uploadsSince, limit }: SupersededQuery,
  ): Promise<readonly PolicySetVersion[]> {
    const last = await this.db
      .selectFrom("policy_set_versions")
      .select(["created_at", "id"])
      .where("policy_set_id", "=", policySetId)
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(1)
      .offset(kept - 1)
      .executeTakeFirst();
    if (last === undefined) return [];
    const { currentVersionId } = (await versionsOfSets(this.db, [policySetId]))(policySetId);
    const needed = [...(await this.inUse()), currentVersionId ?? ""];
    const rows = await this.db
      .selectFrom("policy_set_versions")
      .selectAll()
      .where("policy_set_id", "=", policySetId)
      .where((eb) =>
        eb.or([
          eb("created_at", "<", last.created_at),
          eb.and([eb("created_at", "=", last.created_at), eb("id", "<", last.id)]),
        ]),
      )
      .where((eb) =>
        eb.or([
          eb("status", "not in", ["pending", "ingressing"]),
          eb("created_at", "<", uploadsSince),
        ]),
      )
      .orderBy("created_at")
      .orderBy("id")
      .limit(limit + needed.length)
      .execute();
    const superseded = rows.filter((row) => !needed.includes(row.id));
    return superseded.slice(0, limit).map(toVersion);
  }

  /** The versions that work in the queue is about: a check or an evaluation is fixed by then. */
  private async inUse(): Promise<ReadonlySet<PolicySetVersionId>> {
    const queued = this.db.selectFrom("work_items").select("run_id");
    const rows = await this.db
      .selectFrom("policy_checks")
      .select("policy_sets")
      .where("run_id", "in", queued)
      .unionAll(
        this.db
          .selectFrom("policy_evaluations")
          .select("policy_sets")
          .where("run_id", "in", queued),
      )
      .execute();
    const sets = rows.flatMap((row) => fromJson<PolicySetMembers[]>(row.policy_sets));
    return new Set(sets.flatMap(({ versionId }) => versionId ?? []));
  }

  async delete(id: PolicySetVersionId): Promise<void> {
    await this.db.deleteFrom("policy_set_versions").where("id", "=", id).execute();
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
