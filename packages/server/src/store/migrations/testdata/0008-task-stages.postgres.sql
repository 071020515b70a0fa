ALTER TABLE runs ADD COLUMN task_stage_id TEXT COLLATE "C";

CREATE TABLE task_stages (
  id TEXT COLLATE "C" PRIMARY KEY,
  run_id TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES runs(id) ON DELETE CASCADE,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  status TEXT COLLATE "C" NOT NULL,
  status_times JSON NOT NULL,
  overridden_by TEXT COLLATE "C" REFERENCES users(id) ON DELETE SET NULL,
  overridden_at BIGINT,
  override_comment BYTEA,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE INDEX task_stages_by_organization ON task_stages (organization);

CREATE INDEX task_stages_by_overrider ON task_stages (overridden_by);

CREATE TABLE policy_evaluations (
  id TEXT COLLATE "C" PRIMARY KEY,
  task_stage_id TEXT COLLATE "C" NOT NULL REFERENCES task_stages(id) ON DELETE CASCADE,
  run_id TEXT COLLATE "C" NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  kind TEXT COLLATE "C" NOT NULL,
  status TEXT COLLATE "C" NOT NULL,
  status_times JSON NOT NULL,
  tool_version TEXT COLLATE "C",
  policy_sets JSON NOT NULL,
  counts JSON NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (task_stage_id, kind)
);

CREATE INDEX policy_evaluations_by_run ON policy_evaluations (run_id);

CREATE INDEX policy_evaluations_by_organization ON policy_evaluations (organization);

CREATE TABLE policy_set_outcomes (
  id TEXT COLLATE "C" PRIMARY KEY,
  policy_evaluation_id TEXT COLLATE "C" NOT NULL REFERENCES policy_evaluations(id) ON DELETE CASCADE,
  position BIGINT NOT NULL,
  set_name TEXT COLLATE "C" NOT NULL,
  set_description BYTEA,
  is_overridable SMALLINT CHECK (is_overridable IN (0, 1)) NOT NULL,
  tool_version TEXT COLLATE "C",
  error BYTEA NOT NULL,
  entries JSON NOT NULL,
  output TEXT COLLATE "C",
  UNIQUE (policy_evaluation_id, position)
);

CREATE INDEX policy_set_outcomes_by_output ON policy_set_outcomes (output)
