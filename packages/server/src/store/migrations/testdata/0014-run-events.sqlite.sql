CREATE TABLE run_events (
  id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  action TEXT NOT NULL,
  actor_id TEXT REFERENCES users(id) ON DELETE SET NULL,
  comment_id TEXT UNIQUE,
  comment BLOB,
  created_at INTEGER NOT NULL,
  UNIQUE (run_id, position)
) STRICT;

CREATE INDEX run_events_by_actor ON run_events (actor_id);

CREATE INDEX runs_by_apply ON runs (apply_id)
