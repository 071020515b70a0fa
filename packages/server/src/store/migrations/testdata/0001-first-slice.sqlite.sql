CREATE TABLE organizations (
  name TEXT PRIMARY KEY,
  external_id TEXT NOT NULL UNIQUE,
  email TEXT,
  cost_estimation_enabled INTEGER CHECK (cost_estimation_enabled IN (0, 1)) NOT NULL,
  default_project_id TEXT NOT NULL REFERENCES projects(id) DEFERRABLE INITIALLY DEFERRED,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE projects (
  id TEXT PRIMARY KEY,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  name TEXT NOT NULL,
  description BLOB,
  created_at INTEGER NOT NULL,
  UNIQUE (organization, name)
) STRICT;

CREATE TABLE workspaces (
  id TEXT PRIMARY KEY,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  project_id TEXT NOT NULL REFERENCES projects(id),
  name TEXT NOT NULL,
  description BLOB,
  auto_apply INTEGER CHECK (auto_apply IN (0, 1)) NOT NULL,
  execution_mode TEXT NOT NULL,
  terraform_version TEXT NOT NULL,
  working_directory TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (organization, name)
) STRICT;

CREATE INDEX workspaces_by_project ON workspaces (project_id);

CREATE TABLE policies (
  id TEXT PRIMARY KEY,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  description BLOB,
  query BLOB,
  enforcement_level TEXT NOT NULL,
  code TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER,
  UNIQUE (organization, name)
) STRICT;

CREATE INDEX policies_by_update ON policies (organization, updated_at, name);

CREATE INDEX policies_by_code ON policies (code);

CREATE TABLE policy_sets (
  id TEXT PRIMARY KEY,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  description BLOB,
  is_global INTEGER CHECK (is_global IN (0, 1)) NOT NULL,
  is_agent_enabled INTEGER CHECK (is_agent_enabled IN (0, 1)) NOT NULL,
  policy_tool_version TEXT,
  is_overridable INTEGER CHECK (is_overridable IN (0, 1)),
  policy_update_patterns TEXT NOT NULL,
  is_versioned INTEGER CHECK (is_versioned IN (0, 1)) NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (organization, name)
) STRICT;

CREATE TABLE policy_set_policies (
  policy_set_id TEXT NOT NULL REFERENCES policy_sets(id) ON DELETE CASCADE,
  policy_id TEXT NOT NULL REFERENCES policies(id) ON DELETE CASCADE,
  PRIMARY KEY (policy_set_id, policy_id)
) STRICT;

CREATE INDEX policy_set_policies_by_policy ON policy_set_policies (policy_id);

CREATE TABLE policy_set_workspaces (
  policy_set_id TEXT NOT NULL REFERENCES policy_sets(id) ON DELETE CASCADE,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  PRIMARY KEY (policy_set_id, workspace_id)
) STRICT;

CREATE INDEX policy_set_workspaces_by_workspace ON policy_set_workspaces (workspace_id);

CREATE TABLE users (
  id TEXT PRIMARY KEY,
  username TEXT NOT NULL UNIQUE,
  is_site_admin INTEGER CHECK (is_site_admin IN (0, 1)) NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE tokens (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  digest TEXT NOT NULL UNIQUE,
  description TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  expires_at INTEGER
) STRICT;

CREATE INDEX tokens_by_user ON tokens (user_id);

CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  plan_id TEXT NOT NULL,
  apply_id TEXT NOT NULL,
  policy_check_id TEXT,
  created_by TEXT REFERENCES users(id) ON DELETE SET NULL,
  status TEXT NOT NULL,
  status_times TEXT NOT NULL,
  has_changes INTEGER CHECK (has_changes IN (0, 1)) NOT NULL,
  options TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX runs_by_workspace ON runs (workspace_id, created_at, id);

CREATE INDEX runs_by_organization ON runs (organization, created_at, id);

CREATE INDEX runs_by_creator ON runs (created_by);

CREATE TABLE plans (
  id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL UNIQUE REFERENCES runs(id) ON DELETE CASCADE,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  status TEXT NOT NULL,
  status_times TEXT NOT NULL,
  document TEXT,
  summary TEXT,
  error_message BLOB,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX plans_by_organization ON plans (organization);

CREATE INDEX plans_by_document ON plans (document);

CREATE TABLE policy_checks (
  id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL UNIQUE REFERENCES runs(id) ON DELETE CASCADE,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  status TEXT NOT NULL,
  status_times TEXT NOT NULL,
  policy_sets TEXT NOT NULL,
  counts TEXT,
  report TEXT,
  log TEXT,
  overridden_by TEXT REFERENCES users(id) ON DELETE SET NULL,
  overridden_at INTEGER,
  override_comment BLOB,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX policy_checks_by_organization ON policy_checks (organization);

CREATE INDEX policy_checks_by_report ON policy_checks (report);

CREATE INDEX policy_checks_by_log ON policy_checks (log);

CREATE INDEX policy_checks_by_overrider ON policy_checks (overridden_by);

CREATE TABLE work_items (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  run_id TEXT NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  available_at INTEGER NOT NULL,
  enqueued_at INTEGER NOT NULL
) STRICT;

CREATE INDEX work_items_by_availability ON work_items (available_at, enqueued_at, id);

CREATE INDEX work_items_by_run ON work_items (run_id);

CREATE TABLE audit_entries (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor_kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  verb TEXT NOT NULL,
  noun TEXT NOT NULL,
  subject_id TEXT,
  organization TEXT,
  details TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_entries_are_not_changed BEFORE UPDATE ON audit_entries
        BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END;

CREATE TRIGGER audit_entries_are_not_removed BEFORE DELETE ON audit_entries
        BEGIN SELECT RAISE(ABORT, 'audit entries are never removed'); END
