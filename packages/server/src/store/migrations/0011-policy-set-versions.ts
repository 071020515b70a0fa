import type { Migration } from "../migration.js";

export const policySetVersions: Migration = {
  version: 11,
  name: "policy set versions",
  statements: ({ text, integer, bytes, json, table }) => [
    table(
      "policy_set_versions",
      `id ${text} PRIMARY KEY`,
      `policy_set_id ${text} NOT NULL REFERENCES policy_sets(id) ON DELETE CASCADE`,
      `organization ${text} NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE`,
      `source ${text} NOT NULL`,
      `status ${text} NOT NULL`,
      `status_times ${json} NOT NULL`,
      `archive ${text}`,
      `policies ${json} NOT NULL`,
      `error ${text}`,
      `error_message ${bytes}`,
      `ingress ${json}`,
      `created_at ${integer} NOT NULL`,
      `updated_at ${integer} NOT NULL`,
    ),
    // The newest of a set, and the newest that is ready, are each the end of one of these.
    "CREATE INDEX policy_set_versions_by_set ON policy_set_versions (policy_set_id, created_at, id)",
    "CREATE INDEX policy_set_versions_by_status ON policy_set_versions (policy_set_id, status, created_at, id)",
    "CREATE INDEX policy_set_versions_by_organization ON policy_set_versions (organization)",
    "CREATE INDEX policy_set_versions_by_archive ON policy_set_versions (archive)",
  ],
};
