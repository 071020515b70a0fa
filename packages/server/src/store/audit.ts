import type { Kysely } from "kysely";
import type { AuditEntry } from "../domain/audit/audit-entry.js";
import type { AuditStore } from "../domain/audit/audit-store.js";
import { json } from "./columns.js";
import type { Tables } from "./schema.js";

export class SqlAuditStore implements AuditStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async append({ at, actor, verb, subject, details }: AuditEntry): Promise<void> {
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
      })
      .execute();
  }
}
