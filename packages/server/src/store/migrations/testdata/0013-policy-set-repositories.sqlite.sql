CREATE TABLE policy_set_repositories (
  policy_set_id TEXT PRIMARY KEY REFERENCES policy_sets(id) ON DELETE CASCADE,
  oauth_token_id TEXT NOT NULL REFERENCES oauth_tokens(id) ON DELETE CASCADE,
  identifier BLOB NOT NULL,
  branch BLOB,
  has_submodules INTEGER CHECK (has_submodules IN (0, 1)) NOT NULL,
  policies_path BLOB,
  webhook_id TEXT NOT NULL UNIQUE,
  webhook_secret BLOB,
  commit_sha TEXT,
  fingerprint TEXT,
  failure BLOB,
  attempt INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  leased_until INTEGER NOT NULL,
  is_pushed INTEGER CHECK (is_pushed IN (0, 1)) NOT NULL
) STRICT;

CREATE INDEX policy_set_repositories_by_token ON policy_set_repositories (oauth_token_id);

CREATE INDEX policy_set_repositories_by_due ON policy_set_repositories (due_at, policy_set_id);

CREATE INDEX policy_set_repositories_by_lease ON policy_set_repositories (leased_until)
