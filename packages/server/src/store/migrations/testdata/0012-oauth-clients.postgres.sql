CREATE TABLE oauth_clients (
  id TEXT COLLATE "C" PRIMARY KEY,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  name BYTEA,
  provider TEXT COLLATE "C" NOT NULL,
  http_url BYTEA NOT NULL,
  api_url BYTEA NOT NULL,
  key BYTEA,
  rsa_public_key BYTEA,
  secret BYTEA,
  is_organization_scoped SMALLINT CHECK (is_organization_scoped IN (0, 1)) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE INDEX oauth_clients_by_organization ON oauth_clients (organization, created_at, id);

CREATE TABLE oauth_tokens (
  id TEXT COLLATE "C" PRIMARY KEY,
  client_id TEXT COLLATE "C" NOT NULL REFERENCES oauth_clients(id) ON DELETE CASCADE,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  secret BYTEA NOT NULL,
  ssh_key BYTEA,
  created_at BIGINT NOT NULL
);

CREATE INDEX oauth_tokens_by_client ON oauth_tokens (client_id, created_at, id);

CREATE INDEX oauth_tokens_by_organization ON oauth_tokens (organization, created_at, id)
