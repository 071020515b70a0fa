import type { AuditEntry } from "./audit-entry.js";

/** INVARIANT: entries are only ever added; the database itself refuses to change or remove one. */
export interface AuditStore {
  append(entry: AuditEntry): Promise<void>;
}
