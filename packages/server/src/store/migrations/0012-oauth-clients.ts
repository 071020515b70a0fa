import type { Migration } from "../migration.js";

/** How organizations reach version control providers, and with which credentials. */
export const oauthClients: Migration = {
  version: 12,
  name: "oauth clients",
  statements: ({ text, integer, bytes, truth, table }) => {
    const organization = `organization ${text} NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE`;
    return [
      table(
        "oauth_clients",
        `id ${text} PRIMARY KEY`,
        organization,
        `name ${bytes}`,
        `provider ${text} NOT NULL`,
        `http_url ${bytes} NOT NULL`,
        `api_url ${bytes} NOT NULL`,
        `key ${bytes}`,
        `rsa_public_key ${bytes}`,
        `secret ${bytes}`,
        `${truth("is_organization_scoped")} NOT NULL`,
        `created_at ${integer} NOT NULL`,
        `updated_at ${integer} NOT NULL`,
      ),
      "CREATE INDEX oauth_clients_by_organization ON oauth_clients (organization, created_at, id)",
      table(
        "oauth_tokens",
        `id ${text} PRIMARY KEY`,
        `client_id ${text} NOT NULL REFERENCES oauth_clients(id) ON DELETE CASCADE`,
        organization,
        `secret ${bytes} NOT NULL`,
        `ssh_key ${bytes}`,
        `created_at ${integer} NOT NULL`,
      ),
      "CREATE INDEX oauth_tokens_by_client ON oauth_tokens (client_id, created_at, id)",
      "CREATE INDEX oauth_tokens_by_organization ON oauth_tokens (organization, created_at, id)",
    ];
  },
};
