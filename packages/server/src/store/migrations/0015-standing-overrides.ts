import type { Migration } from "../migration.js";

/** Overrides that stand for a while, and what they have covered. */
export const standingOverrides: Migration = {
  version: 15,
  name: "standing overrides",
  statements: ({ text, integer, bytes, json, table }) => {
    const gone = "ON DELETE CASCADE";
    return [
      table(
        "standing_overrides",
        `id ${text} PRIMARY KEY`,
        `organization ${text} NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ${gone}`,
        `workspace_id ${text} NOT NULL REFERENCES workspaces(id) ${gone}`,
        `policy_set_id ${text} REFERENCES policy_sets(id) ${gone}`,
        `policy_id ${text} REFERENCES policies(id) ${gone}`,
        `set_name ${text} NOT NULL`,
        `policy_name ${text} NOT NULL`,
        // Without a reference: runs go with their workspace, and each would be looked for here.
        `run_id ${text} NOT NULL`,
        `granted_by ${json} NOT NULL`,
        `comment ${bytes}`,
        `created_at ${integer} NOT NULL`,
        `expires_at ${integer} NOT NULL`,
      ),
      "CREATE INDEX standing_overrides_by_organization ON standing_overrides (organization, created_at, id)",
      "CREATE INDEX standing_overrides_by_workspace ON standing_overrides (workspace_id)",
      "CREATE INDEX standing_overrides_by_set ON standing_overrides (policy_set_id)",
      "CREATE INDEX standing_overrides_by_policy ON standing_overrides (policy_id)",
      "CREATE INDEX standing_overrides_by_expiry ON standing_overrides (expires_at)",
      `ALTER TABLE policy_checks ADD COLUMN standing_overrides ${json} NOT NULL DEFAULT '[]'`,
      `ALTER TABLE task_stages ADD COLUMN standing_overrides ${json} NOT NULL DEFAULT '[]'`,
    ];
  },
};
