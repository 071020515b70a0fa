CREATE INDEX organizations_by_default_project ON organizations (default_project_id);

ALTER TABLE policy_set_workspaces RENAME COLUMN workspace_id TO member_id;

CREATE TABLE policy_set_projects (
  policy_set_id TEXT COLLATE "C" NOT NULL REFERENCES policy_sets(id) ON DELETE CASCADE,
  member_id TEXT COLLATE "C" NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (policy_set_id, member_id)
);

CREATE INDEX policy_set_projects_by_member ON policy_set_projects (member_id);

CREATE TABLE policy_set_workspace_exclusions (
  policy_set_id TEXT COLLATE "C" NOT NULL REFERENCES policy_sets(id) ON DELETE CASCADE,
  member_id TEXT COLLATE "C" NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  PRIMARY KEY (policy_set_id, member_id)
);

CREATE INDEX policy_set_workspace_exclusions_by_member ON policy_set_workspace_exclusions (member_id);

CREATE TABLE policy_set_project_exclusions (
  policy_set_id TEXT COLLATE "C" NOT NULL REFERENCES policy_sets(id) ON DELETE CASCADE,
  member_id TEXT COLLATE "C" NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (policy_set_id, member_id)
);

CREATE INDEX policy_set_project_exclusions_by_member ON policy_set_project_exclusions (member_id)
