import type { Migration } from "../migration.js";

/** Which request an audit entry belongs to, and an index for those who ask for what is new. */
export const auditRequests: Migration = {
  version: 16,
  name: "audit requests",
  statements: ({ text }) => [
    `ALTER TABLE audit_entries ADD COLUMN request_id ${text}`,
    "CREATE INDEX audit_entries_by_time ON audit_entries (organization, at)",
  ],
};
