CREATE TABLE state_versions (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  status TEXT NOT NULL,
  serial INTEGER NOT NULL,
  md5 TEXT NOT NULL,
  lineage BLOB,
  state TEXT,
  json_state TEXT,
  summary TEXT,
  resource_count INTEGER NOT NULL,
  run_id TEXT,
  created_by TEXT REFERENCES users(id) ON DELETE SET NULL,
  rollback_of TEXT,
  created_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX state_versions_by_workspace ON state_versions (workspace_id, number);

CREATE INDEX state_versions_by_status ON state_versions (workspace_id, status, number);

CREATE INDEX state_versions_by_organization ON state_versions (organization);

CREATE INDEX state_versions_by_creator ON state_versions (created_by);

CREATE INDEX state_versions_by_state ON state_versions (state);

CREATE INDEX state_versions_by_json_state ON state_versions (json_state);

CREATE TABLE state_version_outputs (
  id TEXT PRIMARY KEY,
  state_version_id TEXT NOT NULL REFERENCES state_versions(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name BLOB NOT NULL,
  is_sensitive INTEGER CHECK (is_sensitive IN (0, 1)) NOT NULL,
  type TEXT NOT NULL,
  value BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX state_version_outputs_by_version ON state_version_outputs (state_version_id, position);

ALTER TABLE plans ADD COLUMN state_version_id TEXT
