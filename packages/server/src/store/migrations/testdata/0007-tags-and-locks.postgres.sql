CREATE TABLE tags (
  id TEXT COLLATE "C" PRIMARY KEY,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  name TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (organization, name)
);

CREATE TABLE workspace_tags (
  id TEXT COLLATE "C" PRIMARY KEY,
  owner_id TEXT COLLATE "C" NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  tag_id TEXT COLLATE "C" NOT NULL REFERENCES tags(id) ON DELETE CASCADE,
  value TEXT COLLATE "C" NOT NULL,
  UNIQUE (owner_id, tag_id)
);

CREATE INDEX workspace_tags_by_tag ON workspace_tags (tag_id, owner_id);

CREATE TABLE project_tags (
  id TEXT COLLATE "C" PRIMARY KEY,
  owner_id TEXT COLLATE "C" NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
  tag_id TEXT COLLATE "C" NOT NULL REFERENCES tags(id) ON DELETE CASCADE,
  value TEXT COLLATE "C" NOT NULL,
  UNIQUE (owner_id, tag_id)
);

CREATE INDEX project_tags_by_tag ON project_tags (tag_id, owner_id);

ALTER TABLE workspaces ADD COLUMN settings JSON NOT NULL DEFAULT '{}';

ALTER TABLE workspaces ADD COLUMN lock JSON;

ALTER TABLE policy_sets ADD COLUMN tag_selectors JSON NOT NULL DEFAULT '[]';

ALTER TABLE policy_sets ADD COLUMN is_tag_scoped SMALLINT CHECK (is_tag_scoped IN (0, 1)) NOT NULL DEFAULT 0;

ALTER TABLE policy_sets ADD COLUMN tag_matching TEXT COLLATE "C" NOT NULL DEFAULT 'any'
