CREATE TABLE policy_set_repositories (
  policy_set_id TEXT COLLATE "C" PRIMARY KEY REFERENCES policy_sets(id) ON DELETE CASCADE,
  oauth_token_id TEXT COLLATE "C" NOT NULL REFERENCES oauth_tokens(id) ON DELETE CASCADE,
  identifier BYTEA NOT NULL,
  branch BYTEA,
  has_submodules SMALLINT CHECK (has_submodules IN (0, 1)) NOT NULL,
  policies_path BYTEA,
  webhook_id TEXT COLLATE "C" NOT NULL UNIQUE,
  webhook_secret BYTEA,
  commit_sha TEXT COLLATE "C",
  fingerprint TEXT COLLATE "C",
  failure BYTEA,
  attempt BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  leased_until BIGINT NOT NULL,
  is_pushed SMALLINT CHECK (is_pushed IN (0, 1)) NOT NULL
);

CREATE INDEX policy_set_repositories_by_token ON policy_set_repositories (oauth_token_id);

CREATE INDEX policy_set_repositories_by_due ON policy_set_repositories (due_at, policy_set_id);

CREATE INDEX policy_set_repositories_by_lease ON policy_set_repositories (leased_until)
