CREATE TABLE nomad_policies (
  name TEXT PRIMARY KEY,
  description BLOB NOT NULL,
  scope TEXT NOT NULL,
  enforcement_level TEXT NOT NULL,
  policy BLOB NOT NULL,
  hash BLOB NOT NULL,
  create_index INTEGER NOT NULL,
  modify_index INTEGER NOT NULL
) STRICT;

CREATE INDEX nomad_policies_by_scope ON nomad_policies (scope, name);

CREATE TABLE change_indexes (
  topic TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT
