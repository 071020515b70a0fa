CREATE TABLE run_events (
  id TEXT COLLATE "C" PRIMARY KEY,
  run_id TEXT COLLATE "C" NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  action TEXT COLLATE "C" NOT NULL,
  actor_id TEXT COLLATE "C" REFERENCES users(id) ON DELETE SET NULL,
  comment_id TEXT COLLATE "C" UNIQUE,
  comment BYTEA,
  created_at BIGINT NOT NULL,
  UNIQUE (run_id, position)
);

CREATE INDEX run_events_by_actor ON run_events (actor_id);

CREATE INDEX runs_by_apply ON runs (apply_id)
