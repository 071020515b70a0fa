ALTER TABLE runs ADD COLUMN task_stage_id TEXT;

CREATE TABLE task_stages (
  id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL UNIQUE REFERENCES runs(id) ON DELETE CASCADE,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  status TEXT NOT NULL,
  status_times TEXT NOT NULL,
  overridden_by TEXT REFERENCES users(id) ON DELETE SET NULL,
  overridden_at INTEGER,
  override_comment BLOB,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX task_stages_by_organization ON task_stages (organization);

CREATE INDEX task_stages_by_overrider ON task_stages (overridden_by);

CREATE TABLE policy_evaluations (
  id TEXT PRIMARY KEY,
  task_stage_id TEXT NOT NULL REFERENCES task_stages(id) ON DELETE CASCADE,
  run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  status_times TEXT NOT NULL,
  tool_version TEXT,
  policy_sets TEXT NOT NULL,
  counts TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (task_stage_id, kind)
) STRICT;

CREATE INDEX policy_evaluations_by_run ON policy_evaluations (run_id);

CREATE INDEX policy_evaluations_by_organization ON policy_evaluations (organization);

CREATE TABLE policy_set_outcomes (
  id TEXT PRIMARY KEY,
  policy_evaluation_id TEXT NOT NULL REFERENCES policy_evaluations(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  set_name TEXT NOT NULL,
  set_description BLOB,
  is_overridable INTEGER CHECK (is_overridable IN (0, 1)) NOT NULL,
  tool_version TEXT,
  error BLOB NOT NULL,
  entries TEXT NOT NULL,
  output TEXT,
  UNIQUE (policy_evaluation_id, position)
) STRICT;

CREATE INDEX policy_set_outcomes_by_output ON policy_set_outcomes (output)
