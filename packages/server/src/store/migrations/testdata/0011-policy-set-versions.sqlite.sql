CREATE TABLE policy_set_versions (
  id TEXT PRIMARY KEY,
  policy_set_id TEXT NOT NULL REFERENCES policy_sets(id) ON DELETE CASCADE,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  source TEXT NOT NULL,
  status TEXT NOT NULL,
  status_times TEXT NOT NULL,
  archive TEXT,
  policies TEXT NOT NULL,
  error TEXT,
  error_message BLOB,
  ingress TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX policy_set_versions_by_set ON policy_set_versions (policy_set_id, created_at, id);

CREATE INDEX policy_set_versions_by_status ON policy_set_versions (policy_set_id, status, created_at, id);

CREATE INDEX policy_set_versions_by_organization ON policy_set_versions (organization);

CREATE INDEX policy_set_versions_by_archive ON policy_set_versions (archive)
