CREATE TABLE tags (
  id TEXT PRIMARY KEY,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (organization, name)
) STRICT;

CREATE TABLE workspace_tags (
  id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  tag_id TEXT NOT NULL REFERENCES tags(id) ON DELETE CASCADE,
  value TEXT NOT NULL,
  UNIQUE (owner_id, tag_id)
) STRICT;

CREATE INDEX workspace_tags_by_tag ON workspace_tags (tag_id, owner_id);

CREATE TABLE project_tags (
  id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
  tag_id TEXT NOT NULL REFERENCES tags(id) ON DELETE CASCADE,
  value TEXT NOT NULL,
  UNIQUE (owner_id, tag_id)
) STRICT;

CREATE INDEX project_tags_by_tag ON project_tags (tag_id, owner_id);

ALTER TABLE workspaces ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';

ALTER TABLE workspaces ADD COLUMN lock TEXT;

ALTER TABLE policy_sets ADD COLUMN tag_selectors TEXT NOT NULL DEFAULT '[]';

ALTER TABLE policy_sets ADD COLUMN is_tag_scoped INTEGER CHECK (is_tag_scoped IN (0, 1)) NOT NULL DEFAULT 0;

ALTER TABLE policy_sets ADD COLUMN tag_matching TEXT NOT NULL DEFAULT 'any'
