CREATE TABLE policy_set_parameters (
  id TEXT COLLATE "C" PRIMARY KEY,
  policy_set_id TEXT COLLATE "C" NOT NULL REFERENCES policy_sets(id) ON DELETE CASCADE,
  key TEXT COLLATE "C" NOT NULL,
  is_sealed SMALLINT CHECK (is_sealed IN (0, 1)) NOT NULL,
  value BYTEA NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (policy_set_id, key)
)
