CREATE TABLE tool_versions (
  id TEXT COLLATE "C" PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL,
  version TEXT COLLATE "C" NOT NULL,
  builds JSON NOT NULL,
  is_deprecated SMALLINT CHECK (is_deprecated IN (0, 1)) NOT NULL,
  deprecated_reason BYTEA,
  is_official SMALLINT CHECK (is_official IN (0, 1)) NOT NULL,
  is_enabled SMALLINT CHECK (is_enabled IN (0, 1)) NOT NULL,
  is_beta SMALLINT CHECK (is_beta IN (0, 1)) NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (kind, version)
);

CREATE INDEX policy_sets_by_tool_version ON policy_sets (kind, policy_tool_version)
