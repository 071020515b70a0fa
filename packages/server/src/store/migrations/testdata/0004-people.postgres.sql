ALTER TABLE users ADD COLUMN email TEXT COLLATE "C";

CREATE UNIQUE INDEX users_by_email ON users (email);

CREATE TABLE organization_memberships (
  id TEXT COLLATE "C" PRIMARY KEY,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  UNIQUE (organization, user_id)
);

CREATE INDEX organization_memberships_by_user ON organization_memberships (user_id);

CREATE TABLE teams (
  id TEXT COLLATE "C" PRIMARY KEY,
  organization TEXT COLLATE "C" NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  name TEXT COLLATE "C" NOT NULL,
  visibility TEXT COLLATE "C" NOT NULL,
  access JSON NOT NULL,
  allows_member_tokens SMALLINT CHECK (allows_member_tokens IN (0, 1)) NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (organization, name)
);

CREATE TABLE team_members (
  team_id TEXT COLLATE "C" NOT NULL REFERENCES teams(id) ON DELETE CASCADE,
  user_id TEXT COLLATE "C" NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (team_id, user_id)
);

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
  id TEXT COLLATE "C" PRIMARY KEY,
  user_id TEXT COLLATE "C" REFERENCES users(id) ON DELETE CASCADE,
  team_id TEXT COLLATE "C" REFERENCES teams(id) ON DELETE CASCADE,
  organization TEXT COLLATE "C" REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE,
  created_by TEXT COLLATE "C" REFERENCES users(id) ON DELETE SET NULL,
  digest TEXT COLLATE "C" NOT NULL UNIQUE,
  description TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT,
  expires_at BIGINT
);

INSERT INTO access_tokens (id, user_id, digest, description, created_at, last_used_at, expires_at)
        SELECT id, user_id, digest, description, created_at, last_used_at, expires_at FROM tokens;

DROP TABLE tokens;

CREATE INDEX access_tokens_by_user ON access_tokens (user_id, created_at, id);

CREATE INDEX access_tokens_by_team ON access_tokens (team_id, created_at, id);

CREATE INDEX access_tokens_by_organization ON access_tokens (organization, created_at, id);

CREATE INDEX access_tokens_by_creator ON access_tokens (created_by)
