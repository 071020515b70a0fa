CREATE TABLE standing_overrides (
  id TEXT PRIMARY KEY,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  policy_set_id TEXT REFERENCES policy_sets(id) ON DELETE CASCADE,
  policy_id TEXT REFERENCES policies(id) ON DELETE CASCADE,
  set_name TEXT NOT NULL,
  policy_name TEXT NOT NULL,
  run_id TEXT NOT NULL,
  granted_by TEXT NOT NULL,
  comment BLOB,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX standing_overrides_by_organization ON standing_overrides (organization, created_at, id);

CREATE INDEX standing_overrides_by_workspace ON standing_overrides (workspace_id);

CREATE INDEX standing_overrides_by_set ON standing_overrides (policy_set_id);

CREATE INDEX standing_overrides_by_policy ON standing_overrides (policy_id);

CREATE INDEX standing_overrides_by_expiry ON standing_overrides (expires_at);

ALTER TABLE policy_checks ADD COLUMN standing_overrides TEXT NOT NULL DEFAULT '[]';

ALTER TABLE task_stages ADD COLUMN standing_overrides TEXT NOT NULL DEFAULT '[]'
