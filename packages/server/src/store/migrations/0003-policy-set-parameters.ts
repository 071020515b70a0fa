import type { Migration } from "../migration.js";

export const policySetParameters: Migration = {
  version: 3,
  name: "policy set parameters",
  statements: ({ text, integer, bytes, truth, table }) => [
    table(
      "policy_set_parameters",
      `id ${text} PRIMARY KEY`,
      `policy_set_id ${text} NOT NULL REFERENCES policy_sets(id) ON DELETE CASCADE`,
      `key ${text} NOT NULL`,
      `${truth("is_sealed")} NOT NULL`,
      `value ${bytes} NOT NULL`,
      `created_at ${integer} NOT NULL`,
      "UNIQUE (policy_set_id, key)",
    ),
  ],
};
