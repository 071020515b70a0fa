import type { Migration } from "../migration.js";

/** What teams may do in single workspaces and projects. */
export const teamAccess: Migration = {
  version: 9,
  name: "team access",
  statements: ({ text, integer, json, table }) => {
    const rows = (name: string, places: "workspaces" | "projects") => [
      table(
        name,
        `id ${text} PRIMARY KEY`,
        `team_id ${text} NOT NULL REFERENCES teams(id) ON DELETE CASCADE`,
        `place_id ${text} NOT NULL REFERENCES ${places}(id) ON DELETE CASCADE`,
        `level ${text} NOT NULL`,
        `permissions ${json} NOT NULL`,
        `created_at ${integer} NOT NULL`,
        "UNIQUE (team_id, place_id)",
      ),
      `CREATE INDEX ${name}_by_place ON ${name} (place_id, created_at, id)`,
    ];
    return [...rows("team_workspaces", "workspaces"), ...rows("team_projects", "projects")];
  },
};
