CREATE TABLE configuration_versions (
  id TEXT PRIMARY KEY,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  status TEXT NOT NULL,
  status_times TEXT NOT NULL,
  wants_runs INTEGER CHECK (wants_runs IN (0, 1)) NOT NULL,
  is_speculative INTEGER CHECK (is_speculative IN (0, 1)) NOT NULL,
  is_provisional INTEGER CHECK (is_provisional IN (0, 1)) NOT NULL,
  archive TEXT,
  error TEXT,
  error_message BLOB,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX configuration_versions_by_workspace ON configuration_versions (workspace_id, created_at, id);

CREATE INDEX configuration_versions_current ON configuration_versions (workspace_id, created_at, id) WHERE is_speculative = 0 AND is_provisional = 0;

CREATE INDEX configuration_versions_by_organization ON configuration_versions (organization);

CREATE INDEX configuration_versions_by_archive ON configuration_versions (archive);

ALTER TABLE runs ADD COLUMN configuration_version_id TEXT;

CREATE INDEX runs_by_configuration_version ON runs (configuration_version_id) WHERE configuration_version_id IS NOT NULL
