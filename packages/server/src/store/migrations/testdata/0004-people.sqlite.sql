ALTER TABLE users ADD COLUMN email TEXT;

CREATE UNIQUE INDEX users_by_email ON users (email);

CREATE TABLE organization_memberships (
  id TEXT PRIMARY KEY,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  UNIQUE (organization, user_id)
) STRICT;

CREATE INDEX organization_memberships_by_user ON organization_memberships (user_id);

CREATE TABLE teams (
  id TEXT PRIMARY KEY,
  organization TEXT NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  name TEXT NOT NULL,
  visibility TEXT NOT NULL,
  access TEXT NOT NULL,
  allows_member_tokens INTEGER CHECK (allows_member_tokens IN (0, 1)) NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (organization, name)
) STRICT;

CREATE TABLE team_members (
  team_id TEXT NOT NULL REFERENCES teams(id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (team_id, user_id)
) STRICT;

CREATE INDEX team_members_by_user ON team_members (user_id);

INSERT INTO teams (id, organization, name, visibility, access, allows_member_tokens, created_at)
        SELECT 'team-' || substr(external_id, 5), name, 'owners', 'organization', '[]', 1, created_at
        FROM organizations;

INSERT INTO organization_memberships (id, organization, user_id, created_at)
        SELECT 'ou-' || substr(organizations.external_id, 5), organizations.name, users.id, organizations.created_at
        FROM organizations, users WHERE users.username = 'admin';

INSERT INTO team_members (team_id, user_id)
        SELECT teams.id, users.id FROM teams, users WHERE users.username = 'admin';

CREATE TABLE access_tokens (
  id TEXT PRIMARY KEY,
  user_id TEXT REFERENCES users(id) ON DELETE CASCADE,
  team_id TEXT REFERENCES teams(id) ON DELETE CASCADE,
  organization TEXT REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  created_by TEXT REFERENCES users(id) ON DELETE SET NULL,
  digest TEXT NOT NULL UNIQUE,
  description TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  expires_at INTEGER
) STRICT;

INSERT INTO access_tokens (id, user_id, digest, description, created_at, last_used_at, expires_at)
        SELECT id, user_id, digest, description, created_at, last_used_at, expires_at FROM tokens;

DROP TABLE tokens;

CREATE INDEX access_tokens_by_user ON access_tokens (user_id, created_at, id);

CREATE INDEX access_tokens_by_team ON access_tokens (team_id, created_at, id);

CREATE INDEX access_tokens_by_organization ON access_tokens (organization, created_at, id);

CREATE INDEX access_tokens_by_creator ON access_tokens (created_by)
