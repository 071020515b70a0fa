import type { Migration } from "../migration.js";

/** Teams, who is in them, and tokens of teams and organizations besides those of users. */
export const people: Migration = {
  version: 4,
  name: "people",
  statements: ({ text, integer, json, truth, table }) => {
    const organization = `organization ${text} NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE`;
    return [
      `ALTER TABLE users ADD COLUMN email ${text}`,
      "CREATE UNIQUE INDEX users_by_email ON users (email)",

      table(
        "organization_memberships",
        `id ${text} PRIMARY KEY`,
        organization,
        `user_id ${text} NOT NULL REFERENCES users(id) ON DELETE CASCADE`,
        `created_at ${integer} NOT NULL`,
        "UNIQUE (organization, user_id)",
      ),
      "CREATE INDEX organization_memberships_by_user ON organization_memberships (user_id)",

      table(
        "teams",
        `id ${text} PRIMARY KEY`,
        organization,
        `name ${text} NOT NULL`,
        `visibility ${text} NOT NULL`,
        `access ${json} NOT NULL`,
        `${truth("allows_member_tokens")} NOT NULL`,
        `created_at ${integer} NOT NULL`,
        "UNIQUE (organization, name)",
      ),
      table(
        "team_members",
        `team_id ${text} NOT NULL REFERENCES teams(id) ON DELETE CASCADE`,
        `user_id ${text} NOT NULL REFERENCES users(id) ON DELETE CASCADE`,
        "PRIMARY KEY (team_id, user_id)",
      ),
      "CREATE INDEX team_members_by_user ON team_members (user_id)",

      // Organizations that were there before have owners from now on: the administrators. What follows the
      // dash of an external id is as random as that of any other id.
      `INSERT INTO teams (id, organization, name, visibility, access, allows_member_tokens, created_at)
        SELECT 'team-' || substr(external_id, 5), name, 'owners', 'organization', '[]', 1, created_at
        FROM organizations`,
      `INSERT INTO organization_memberships (id, organization, user_id, created_at)
        SELECT 'ou-' || substr(organizations.external_id, 5), organizations.name, users.id, organizations.created_at
        FROM organizations, users WHERE users.username = 'admin'`,
      `INSERT INTO team_members (team_id, user_id)
        SELECT teams.id, users.id FROM teams, users WHERE users.username = 'admin'`,

      // A column that must have a value cannot lose that duty on every engine: a new table takes over.
      table(
        "access_tokens",
        `id ${text} PRIMARY KEY`,
        `user_id ${text} REFERENCES users(id) ON DELETE CASCADE`,
        `team_id ${text} REFERENCES teams(id) ON DELETE CASCADE`,
        `organization ${text} REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE`,
        `created_by ${text} REFERENCES users(id) ON DELETE SET NULL`,
        `digest ${text} NOT NULL UNIQUE`,
        `description ${text} NOT NULL`,
        `created_at ${integer} NOT NULL`,
        `last_used_at ${integer}`,
        `expires_at ${integer}`,
      ),
      `INSERT INTO access_tokens (id, user_id, digest, description, created_at, last_used_at, expires_at)
        SELECT id, user_id, digest, description, created_at, last_used_at, expires_at FROM tokens`,
      "DROP TABLE tokens",
      "CREATE INDEX access_tokens_by_user ON access_tokens (user_id, created_at, id)",
      "CREATE INDEX access_tokens_by_team ON access_tokens (team_id, created_at, id)",
      "CREATE INDEX access_tokens_by_organization ON access_tokens (organization, created_at, id)",
      "CREATE INDEX access_tokens_by_creator ON access_tokens (created_by)",
    ];
  },
};
