CREATE TABLE configuration_versions (
  id TEXT COLLATE "C" PRIMARY KEY,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  workspace_id TEXT COLLATE "C" NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  status TEXT COLLATE "C" NOT NULL,
  status_times JSON NOT NULL,
  wants_runs SMALLINT CHECK (wants_runs IN (0, 1)) NOT NULL,
  is_speculative SMALLINT CHECK (is_speculative IN (0, 1)) NOT NULL,
  is_provisional SMALLINT CHECK (is_provisional IN (0, 1)) NOT NULL,
  archive TEXT COLLATE "C",
  error TEXT COLLATE "C",
  error_message BYTEA,
  created_at BIGINT NOT NULL
);

CREATE INDEX configuration_versions_by_workspace ON configuration_versions (workspace_id, created_at, id);

CREATE INDEX configuration_versions_current ON configuration_versions (workspace_id, created_at, id) WHERE is_speculative = 0 AND is_provisional = 0;

CREATE INDEX configuration_versions_by_organization ON configuration_versions (organization);

CREATE INDEX configuration_versions_by_archive ON configuration_versions (archive);

ALTER TABLE runs ADD COLUMN configuration_version_id TEXT COLLATE "C";

CREATE INDEX runs_by_configuration_version ON runs (configuration_version_id) WHERE configuration_version_id IS NOT NULL
