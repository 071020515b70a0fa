CREATE TABLE team_workspaces (
  id TEXT COLLATE "C" PRIMARY KEY,
  team_id TEXT COLLATE "C" NOT NULL REFERENCES teams(id) ON DELETE CASCADE,
  place_id TEXT COLLATE "C" NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  level TEXT COLLATE "C" NOT NULL,
  permissions JSON NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (team_id, place_id)
);

CREATE INDEX team_workspaces_by_place ON team_workspaces (place_id, created_at, id);

CREATE TABLE team_projects (
  id TEXT COLLATE "C" PRIMARY KEY,
  team_id TEXT COLLATE "C" NOT NULL REFERENCES teams(id) ON DELETE CASCADE,
  place_id TEXT COLLATE "C" NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
  level TEXT COLLATE "C" NOT NULL,
  permissions JSON NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (team_id, place_id)
);

CREATE INDEX team_projects_by_place ON team_projects (place_id, created_at, id)
