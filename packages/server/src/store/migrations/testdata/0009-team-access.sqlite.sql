CREATE TABLE team_workspaces (
  id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES teams(id) ON DELETE CASCADE,
  place_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  level TEXT NOT NULL,
  permissions TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (team_id, place_id)
) STRICT;

CREATE INDEX team_workspaces_by_place ON team_workspaces (place_id, created_at, id);

CREATE TABLE team_projects (
  id TEXT PRIMARY KEY,
  team_id TEXT NOT NULL REFERENCES teams(id) ON DELETE CASCADE,
  place_id TEXT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
  level TEXT NOT NULL,
  permissions TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (team_id, place_id)
) STRICT;

CREATE INDEX team_projects_by_place ON team_projects (place_id, created_at, id)
