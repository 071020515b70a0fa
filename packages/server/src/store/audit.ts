import type { Kysely, Selectable } from "kysely";
import type { AuditEntry, RecordedEntry } from "../domain/audit/audit-entry.js";
import type { AuditQuery, AuditStore } from "../domain/audit/audit-store.js";
import type { Instant } from "../domain/clock.js";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { Page, PageRequest } from "../domain/page.js";
import { fromJson, json } from "./columns.js";
import { countRows } from "./counting.js";
import { uncountedPage, windowOf } from "./paging.js";
import type { AuditEntryRow, Tables } from "./schema.js";

export class SqlAuditStore implements AuditStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async append({ at, actor, verb, subject, details, requestId }: AuditEntry): Promise<void> {
    await this.db
      .insertInto("audit_entries")
      .values({
        at,
        actor_kind: actor.kind,
        actor: json(actor),
        verb,
        noun: subject.noun,
        subject_id: subject.id,
        organization: subject.organization,
        details: json(details),
        request_id: requestId,
      })
      .execute();
  }

  async list(
    organization: OrganizationName,
    query: AuditQuery,
    page: PageRequest,
  ): Promise<Page<RecordedEntry>> {
    const { offset, limit } = windowOf(page);
    const rows = await this.wanted(organization, query)
      .orderBy("position", "desc")
      .limit(limit + 1)
      .offset(offset)
      .execute();
    return uncountedPage(page, rows.map(toEntry));
  }

  async after(
    organization: OrganizationName,
    query: AuditQuery,
    position: number,
    limit: number,
  ): Promise<readonly RecordedEntry[]> {
    const rows = await this.wanted(organization, query)
      .where("position", ">", position)
      .orderBy("position")
      .limit(limit)
      .execute();
    return rows.map(toEntry);
  }

  async count(organization: OrganizationName, since: Instant | undefined): Promise<number> {
    let rows = this.db.selectFrom("audit_entries").where("organization", "=", organization);
    if (since !== undefined) rows = rows.where("at", ">=", since);
    return countRows(rows);
  }

  private wanted(organization: OrganizationName, query: AuditQuery) {
    const { verb, noun, subjectId, actorKind, since, until } = query;
    let rows = this.db
      .selectFrom("audit_entries")
      .selectAll()
      .where("organization", "=", organization);
    if (verb !== undefined) rows = rows.where("verb", "=", verb);
    if (noun !== undefined) rows = rows.where("noun", "=", noun);
    if (subjectId !== undefined) rows = rows.where("subject_id", "=", subjectId);
    if (actorKind !== undefined) rows = rows.where("actor_kind", "=", actorKind);
    if (since !== undefined) rows = rows.where("at", ">=", since);
    if (until !== undefined) rows = rows.where("at", "<", until);
    return rows;
  }
}

function toEntry(row: Selectable<AuditEntryRow>): RecordedEntry {
  return {
    position: row.position,
    at: row.at,
    actor: fromJson(row.actor),
    verb: row.verb as RecordedEntry["verb"],
    subject: {
      noun: row.noun as RecordedEntry["subject"]["noun"],
      id: row.subject_id,
      organization: row.organization,
    },
    details: fromJson(row.details),
    requestId: row.request_id,
  };
}
