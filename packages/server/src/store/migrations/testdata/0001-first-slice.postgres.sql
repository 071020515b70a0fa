CREATE TABLE organizations (
  name TEXT COLLATE "C" PRIMARY KEY,
  external_id TEXT COLLATE "C" NOT NULL UNIQUE,
  email TEXT COLLATE "C",
  cost_estimation_enabled SMALLINT CHECK (cost_estimation_enabled IN (0, 1)) NOT NULL,
  default_project_id TEXT COLLATE "C" NOT NULL ,
  created_at BIGINT NOT NULL
);

CREATE TABLE projects (
  id TEXT COLLATE "C" PRIMARY KEY,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  name TEXT COLLATE "C" NOT NULL,
  description BYTEA,
  created_at BIGINT NOT NULL,
  UNIQUE (organization, name)
);

CREATE TABLE workspaces (
  id TEXT COLLATE "C" PRIMARY KEY,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  project_id TEXT COLLATE "C" NOT NULL REFERENCES projects(id),
  name TEXT COLLATE "C" NOT NULL,
  description BYTEA,
  auto_apply SMALLINT CHECK (auto_apply IN (0, 1)) NOT NULL,
  execution_mode TEXT COLLATE "C" NOT NULL,
  terraform_version TEXT COLLATE "C" NOT NULL,
  working_directory TEXT COLLATE "C",
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (organization, name)
);

CREATE INDEX workspaces_by_project ON workspaces (project_id);

CREATE TABLE policies (
  id TEXT COLLATE "C" PRIMARY KEY,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  name TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  description BYTEA,
  query BYTEA,
  enforcement_level TEXT COLLATE "C" NOT NULL,
  code TEXT COLLATE "C",
  created_at BIGINT NOT NULL,
  updated_at BIGINT,
  UNIQUE (organization, name)
);

CREATE INDEX policies_by_update ON policies (organization, updated_at NULLS FIRST, name);

CREATE INDEX policies_by_code ON policies (code);

CREATE TABLE policy_sets (
  id TEXT COLLATE "C" PRIMARY KEY,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  name TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  description BYTEA,
  is_global SMALLINT CHECK (is_global IN (0, 1)) NOT NULL,
  is_agent_enabled SMALLINT CHECK (is_agent_enabled IN (0, 1)) NOT NULL,
  policy_tool_version TEXT COLLATE "C",
  is_overridable SMALLINT CHECK (is_overridable IN (0, 1)),
  policy_update_patterns JSON NOT NULL,
  is_versioned SMALLINT CHECK (is_versioned IN (0, 1)) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (organization, name)
);

CREATE TABLE policy_set_policies (
  policy_set_id TEXT COLLATE "C" NOT NULL REFERENCES policy_sets(id) ON DELETE CASCADE,
  policy_id TEXT COLLATE "C" NOT NULL REFERENCES policies(id) ON DELETE CASCADE,
  PRIMARY KEY (policy_set_id, policy_id)
);

CREATE INDEX policy_set_policies_by_policy ON policy_set_policies (policy_id);

CREATE TABLE policy_set_workspaces (
  policy_set_id TEXT COLLATE "C" NOT NULL REFERENCES policy_sets(id) ON DELETE CASCADE,
  workspace_id TEXT COLLATE "C" NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  PRIMARY KEY (policy_set_id, workspace_id)
);

CREATE INDEX policy_set_workspaces_by_workspace ON policy_set_workspaces (workspace_id);

CREATE TABLE users (
  id TEXT COLLATE "C" PRIMARY KEY,
  username TEXT COLLATE "C" NOT NULL UNIQUE,
  is_site_admin SMALLINT CHECK (is_site_admin IN (0, 1)) NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE tokens (
  id TEXT COLLATE "C" PRIMARY KEY,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  digest TEXT COLLATE "C" NOT NULL UNIQUE,
  description TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT,
  expires_at BIGINT
);

CREATE INDEX tokens_by_user ON tokens (user_id);

CREATE TABLE runs (
  id TEXT COLLATE "C" PRIMARY KEY,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  workspace_id TEXT COLLATE "C" NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  plan_id TEXT COLLATE "C" NOT NULL,
  apply_id TEXT COLLATE "C" NOT NULL,
  policy_check_id TEXT COLLATE "C",
  created_by TEXT COLLATE "C" REFERENCES users(id) ON DELETE SET NULL,
  status TEXT COLLATE "C" NOT NULL,
  status_times JSON NOT NULL,
  has_changes SMALLINT CHECK (has_changes IN (0, 1)) NOT NULL,
  options JSON NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE INDEX runs_by_workspace ON runs (workspace_id, created_at, id);

CREATE INDEX runs_by_organization ON runs (organization, created_at, id);

CREATE INDEX runs_by_creator ON runs (created_by);

CREATE TABLE plans (
  id TEXT COLLATE "C" PRIMARY KEY,
  run_id TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES runs(id) ON DELETE CASCADE,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  status TEXT COLLATE "C" NOT NULL,
  status_times JSON NOT NULL,
  document TEXT COLLATE "C",
  summary JSON,
  error_message BYTEA,
  created_at BIGINT NOT NULL
);

CREATE INDEX plans_by_organization ON plans (organization);

CREATE INDEX plans_by_document ON plans (document);

CREATE TABLE policy_checks (
  id TEXT COLLATE "C" PRIMARY KEY,
  run_id TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES runs(id) ON DELETE CASCADE,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  status TEXT COLLATE "C" NOT NULL,
  status_times JSON NOT NULL,
  policy_sets JSON NOT NULL,
  counts JSON,
  report TEXT COLLATE "C",
  log TEXT COLLATE "C",
  overridden_by TEXT COLLATE "C" REFERENCES users(id) ON DELETE SET NULL,
  overridden_at BIGINT,
  override_comment BYTEA,
  created_at BIGINT NOT NULL
);

CREATE INDEX policy_checks_by_organization ON policy_checks (organization);

CREATE INDEX policy_checks_by_report ON policy_checks (report);

CREATE INDEX policy_checks_by_log ON policy_checks (log);

CREATE INDEX policy_checks_by_overrider ON policy_checks (overridden_by);

CREATE TABLE work_items (
  id TEXT COLLATE "C" PRIMARY KEY,
  kind TEXT COLLATE "C" NOT NULL,
  run_id TEXT COLLATE "C" NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  attempt BIGINT NOT NULL,
  available_at BIGINT NOT NULL,
  enqueued_at BIGINT NOT NULL
);

CREATE INDEX work_items_by_availability ON work_items (available_at, enqueued_at, id);

CREATE INDEX work_items_by_run ON work_items (run_id);

CREATE TABLE audit_entries (
  position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at BIGINT NOT NULL,
  actor_kind TEXT COLLATE "C" NOT NULL,
  actor JSON NOT NULL,
  verb TEXT COLLATE "C" NOT NULL,
  noun TEXT COLLATE "C" NOT NULL,
  subject_id TEXT COLLATE "C",
  organization TEXT COLLATE "C",
  details JSON NOT NULL
);

ALTER TABLE organizations ADD FOREIGN KEY (default_project_id) REFERENCES projects(id)
        DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'audit entries are never %', TG_ARGV[0]; END $$;

CREATE TRIGGER audit_entries_are_not_changed BEFORE UPDATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit('changed');

CREATE TRIGGER audit_entries_are_not_removed BEFORE DELETE OR TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit('removed');

CREATE TABLE blobs (
        id TEXT COLLATE "C" PRIMARY KEY,
        written_at BIGINT NOT NULL
      );

CREATE TABLE blob_parts (
        blob_id TEXT COLLATE "C" NOT NULL REFERENCES blobs(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        bytes BYTEA NOT NULL,
        PRIMARY KEY (blob_id, position)
      );

ALTER TABLE blob_parts ALTER COLUMN bytes SET STORAGE EXTERNAL
