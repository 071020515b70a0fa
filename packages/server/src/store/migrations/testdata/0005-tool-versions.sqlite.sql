CREATE TABLE tool_versions (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  version TEXT NOT NULL,
  builds TEXT NOT NULL,
  is_deprecated INTEGER CHECK (is_deprecated IN (0, 1)) NOT NULL,
  deprecated_reason BLOB,
  is_official INTEGER CHECK (is_official IN (0, 1)) NOT NULL,
  is_enabled INTEGER CHECK (is_enabled IN (0, 1)) NOT NULL,
  is_beta INTEGER CHECK (is_beta IN (0, 1)) NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (kind, version)
) STRICT;

CREATE INDEX policy_sets_by_tool_version ON policy_sets (kind, policy_tool_version)
