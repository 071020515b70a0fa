CREATE TABLE nomad_policies (
  name TEXT COLLATE "C" PRIMARY KEY,
  description BYTEA NOT NULL,
  scope TEXT COLLATE "C" NOT NULL,
  enforcement_level TEXT COLLATE "C" NOT NULL,
  policy BYTEA NOT NULL,
  hash BYTEA NOT NULL,
  create_index BIGINT NOT NULL,
  modify_index BIGINT NOT NULL
);

CREATE INDEX nomad_policies_by_scope ON nomad_policies (scope, name);

CREATE TABLE change_indexes (
  topic TEXT COLLATE "C" PRIMARY KEY,
  value BIGINT NOT NULL
)
