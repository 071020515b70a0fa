import type { Migration } from "../migration.js";

export const nomadPolicies: Migration = {
  version: 6,
  name: "nomad policies",
  statements: ({ text, integer, bytes, table }) => [
    table(
      "nomad_policies",
      `name ${text} PRIMARY KEY`,
      `description ${bytes} NOT NULL`,
      `scope ${text} NOT NULL`,
      `enforcement_level ${text} NOT NULL`,
      `policy ${bytes} NOT NULL`,
      `hash ${bytes} NOT NULL`,
      `create_index ${integer} NOT NULL`,
      `modify_index ${integer} NOT NULL`,
    ),
    "CREATE INDEX nomad_policies_by_scope ON nomad_policies (scope, name)",
    table("change_indexes", `topic ${text} PRIMARY KEY`, `value ${integer} NOT NULL`),
  ],
};
