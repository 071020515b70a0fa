CREATE TABLE policy_set_parameters (
  id TEXT PRIMARY KEY,
  policy_set_id TEXT NOT NULL REFERENCES policy_sets(id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  is_sealed INTEGER CHECK (is_sealed IN (0, 1)) NOT NULL,
  value BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (policy_set_id, key)
) STRICT
