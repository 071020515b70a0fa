import type { Migration } from "../migration.js";

export const toolVersions: Migration = {
  version: 5,
  name: "tool versions",
  statements: ({ text, integer, bytes, json, truth, table }) => [
    table(
      "tool_versions",
      `id ${text} PRIMARY KEY`,
      `kind ${text} NOT NULL`,
      `version ${text} NOT NULL`,
      `builds ${json} NOT NULL`,
      `${truth("is_deprecated")} NOT NULL`,
      `deprecated_reason ${bytes}`,
      `${truth("is_official")} NOT NULL`,
      `${truth("is_enabled")} NOT NULL`,
      `${truth("is_beta")} NOT NULL`,
      `created_at ${integer} NOT NULL`,
      "UNIQUE (kind, version)",
    ),
    "CREATE INDEX policy_sets_by_tool_version ON policy_sets (kind, policy_tool_version)",
  ],
};
