import type { Migration } from "../migration.js";

/** What plans are made from. */
export const configurationVersions: Migration = {
  version: 17,
  name: "configuration versions",
  statements: ({ text, integer, bytes, json, truth, table }) => [
    table(
      "configuration_versions",
      `id ${text} PRIMARY KEY`,
      `organization ${text} NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE`,
      `workspace_id ${text} NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE`,
      `status ${text} NOT NULL`,
      `status_times ${json} NOT NULL`,
      `${truth("wants_runs")} NOT NULL`,
      `${truth("is_speculative")} NOT NULL`,
      `${truth("is_provisional")} NOT NULL`,
      `archive ${text}`,
      `error ${text}`,
      `error_message ${bytes}`,
      `created_at ${integer} NOT NULL`,
    ),
    "CREATE INDEX configuration_versions_by_workspace ON configuration_versions (workspace_id, created_at, id)",
    "CREATE INDEX configuration_versions_current ON configuration_versions (workspace_id, created_at, id) WHERE is_speculative = 0 AND is_provisional = 0",
    "CREATE INDEX configuration_versions_by_organization ON configuration_versions (organization)",
    "CREATE INDEX configuration_versions_by_archive ON configuration_versions (archive)",
    `ALTER TABLE runs ADD COLUMN configuration_version_id ${text}`,
    "CREATE INDEX runs_by_configuration_version ON runs (configuration_version_id) WHERE configuration_version_id IS NOT NULL",
  ],
};
