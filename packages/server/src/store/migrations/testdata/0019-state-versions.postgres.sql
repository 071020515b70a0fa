CREATE TABLE state_versions (
  id TEXT COLLATE "C" PRIMARY KEY,
  workspace_id TEXT COLLATE "C" NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  status TEXT COLLATE "C" NOT NULL,
  serial BIGINT NOT NULL,
  md5 TEXT COLLATE "C" NOT NULL,
  lineage BYTEA,
  state TEXT COLLATE "C",
  json_state TEXT COLLATE "C",
  summary JSON,
  resource_count BIGINT NOT NULL,
  run_id TEXT COLLATE "C",
  created_by TEXT COLLATE "C" REFERENCES users(id) ON DELETE SET NULL,
  rollback_of TEXT COLLATE "C",
  created_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX state_versions_by_workspace ON state_versions (workspace_id, number);

CREATE INDEX state_versions_by_status ON state_versions (workspace_id, status, number);

CREATE INDEX state_versions_by_organization ON state_versions (organization);

CREATE INDEX state_versions_by_creator ON state_versions (created_by);

CREATE INDEX state_versions_by_state ON state_versions (state);

CREATE INDEX state_versions_by_json_state ON state_versions (json_state);

CREATE TABLE state_version_outputs (
  id TEXT COLLATE "C" PRIMARY KEY,
  state_version_id TEXT COLLATE "C" NOT NULL REFERENCES state_versions(id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  name BYTEA NOT NULL,
  is_sensitive SMALLINT CHECK (is_sensitive IN (0, 1)) NOT NULL,
  type JSON NOT NULL,
  value BYTEA NOT NULL
);

CREATE UNIQUE INDEX state_version_outputs_by_version ON state_version_outputs (state_version_id, position);

ALTER TABLE plans ADD COLUMN state_version_id TEXT COLLATE "C"
