CREATE TABLE standing_overrides (
  id TEXT COLLATE "C" PRIMARY KEY,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  workspace_id TEXT COLLATE "C" NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  policy_set_id TEXT COLLATE "C" REFERENCES policy_sets(id) ON DELETE CASCADE,
  policy_id TEXT COLLATE "C" REFERENCES policies(id) ON DELETE CASCADE,
  set_name TEXT COLLATE "C" NOT NULL,
  policy_name TEXT COLLATE "C" NOT NULL,
  run_id TEXT COLLATE "C" NOT NULL,
  granted_by JSON NOT NULL,
  comment BYTEA,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE INDEX standing_overrides_by_organization ON standing_overrides (organization, created_at, id);

CREATE INDEX standing_overrides_by_workspace ON standing_overrides (workspace_id);

CREATE INDEX standing_overrides_by_set ON standing_overrides (policy_set_id);

CREATE INDEX standing_overrides_by_policy ON standing_overrides (policy_id);

CREATE INDEX standing_overrides_by_expiry ON standing_overrides (expires_at);

ALTER TABLE policy_checks ADD COLUMN standing_overrides JSON NOT NULL DEFAULT '[]';

ALTER TABLE task_stages ADD COLUMN standing_overrides JSON NOT NULL DEFAULT '[]'
