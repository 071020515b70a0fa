CREATE TABLE oauth_clients (
  id TEXT PRIMARY KEY,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  name BLOB,
  provider TEXT NOT NULL,
  http_url BLOB NOT NULL,
  api_url BLOB NOT NULL,
  key BLOB,
  rsa_public_key BLOB,
  secret BLOB,
  is_organization_scoped INTEGER CHECK (is_organization_scoped IN (0, 1)) NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX oauth_clients_by_organization ON oauth_clients (organization, created_at, id);

CREATE TABLE oauth_tokens (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES oauth_clients(id) ON DELETE CASCADE,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  secret BLOB NOT NULL,
  ssh_key BLOB,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX oauth_tokens_by_client ON oauth_tokens (client_id, created_at, id);

CREATE INDEX oauth_tokens_by_organization ON oauth_tokens (organization, created_at, id)
