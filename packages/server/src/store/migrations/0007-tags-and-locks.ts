import type { Migration } from "../migration.js";

/** Tags of workspaces and projects, policy sets that go by them, and who has locked a workspace. */
export const tagsAndLocks: Migration = {
  version: 7,
  name: "tags and locks",
  statements: ({ text, integer, json, truth, table }) => {
    const bindings = (name: string, owners: "workspaces" | "projects") => [
      table(
        name,
        `id ${text} PRIMARY KEY`,
        `owner_id ${text} NOT NULL REFERENCES ${owners}(id) ON DELETE CASCADE`,
        `tag_id ${text} NOT NULL REFERENCES tags(id) ON DELETE CASCADE`,
        `value ${text} NOT NULL`,
        "UNIQUE (owner_id, tag_id)",
      ),
      `CREATE INDEX ${name}_by_tag ON ${name} (tag_id, owner_id)`,
    ];
    return [
      table(
        "tags",
        `id ${text} PRIMARY KEY`,
        `organization ${text} NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE`,
        `name ${text} NOT NULL`,
        `created_at ${integer} NOT NULL`,
        "UNIQUE (organization, name)",
      ),
      ...bindings("workspace_tags", "workspaces"),
      ...bindings("project_tags", "projects"),

      // What is not in these settings has its default.
      `ALTER TABLE workspaces ADD COLUMN settings ${json} NOT NULL DEFAULT '{}'`,
      `ALTER TABLE workspaces ADD COLUMN lock ${json}`,

      `ALTER TABLE policy_sets ADD COLUMN tag_selectors ${json} NOT NULL DEFAULT '[]'`,
      `ALTER TABLE policy_sets ADD COLUMN ${truth("is_tag_scoped")} NOT NULL DEFAULT 0`,
      `ALTER TABLE policy_sets ADD COLUMN tag_matching ${text} NOT NULL DEFAULT 'any'`,
    ];
  },
};
