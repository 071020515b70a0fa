import type { Migration } from "../migration.js";

/** Attachments to projects, and what is left out; every list of a set is a table of the same form. */
export const policySetScopes: Migration = {
  version: 2,
  name: "policy set scopes",
  statements: ({ text, table }) => {
    const scope = (name: string, members: "workspaces" | "projects") => [
      table(
        name,
        `policy_set_id ${text} NOT NULL REFERENCES policy_sets(id) ON DELETE CASCADE`,
        `member_id ${text} NOT NULL REFERENCES ${members}(id) ON DELETE CASCADE`,
        "PRIMARY KEY (policy_set_id, member_id)",
      ),
      `CREATE INDEX ${name}_by_member ON ${name} (member_id)`,
    ];
    return [
      // A project that changes or goes is looked for among the default ones.
      "CREATE INDEX organizations_by_default_project ON organizations (default_project_id)",
      "ALTER TABLE policy_set_workspaces RENAME COLUMN workspace_id TO member_id",
      ...scope("policy_set_projects", "projects"),
      ...scope("policy_set_workspace_exclusions", "workspaces"),
      ...scope("policy_set_project_exclusions", "projects"),
    ];
  },
};
