CREATE TABLE policy_set_versions (
  id TEXT COLLATE "C" PRIMARY KEY,
  policy_set_id TEXT COLLATE "C" NOT NULL REFERENCES policy_sets(id) ON DELETE CASCADE,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  source TEXT COLLATE "C" NOT NULL,
  status TEXT COLLATE "C" NOT NULL,
  status_times JSON NOT NULL,
  archive TEXT COLLATE "C",
  policies JSON NOT NULL,
  error TEXT COLLATE "C",
  error_message BYTEA,
  ingress JSON,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE INDEX policy_set_versions_by_set ON policy_set_versions (policy_set_id, created_at, id);

CREATE INDEX policy_set_versions_by_status ON policy_set_versions (policy_set_id, status, created_at, id);

CREATE INDEX policy_set_versions_by_organization ON policy_set_versions (organization);

CREATE INDEX policy_set_versions_by_archive ON policy_set_versions (archive)
