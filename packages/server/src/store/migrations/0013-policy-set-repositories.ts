import type { Migration } from "../migration.js";

/** Where versions of policy sets come from, and when each repository is looked at next. */
export const policySetRepositories: Migration = {
  version: 13,
  name: "policy set repositories",
  statements: ({ text, integer, bytes, truth, table }) => [
    table(
      "policy_set_repositories",
      `policy_set_id ${text} PRIMARY KEY REFERENCES policy_sets(id) ON DELETE CASCADE`,
      `oauth_token_id ${text} NOT NULL REFERENCES oauth_tokens(id) ON DELETE CASCADE`,
      `identifier ${bytes} NOT NULL`,
      `branch ${bytes}`,
      `${truth("has_submodules")} NOT NULL`,
      `policies_path ${bytes}`,
      `webhook_id ${text} NOT NULL UNIQUE`,
      `webhook_secret ${bytes}`,
      `commit_sha ${text}`,
      `fingerprint ${text}`,
      `failure ${bytes}`,
      `attempt ${integer} NOT NULL`,
      `due_at ${integer} NOT NULL`,
      `leased_until ${integer} NOT NULL`,
      `${truth("is_pushed")} NOT NULL`,
    ),
    "CREATE INDEX policy_set_repositories_by_token ON policy_set_repositories (oauth_token_id)",
    "CREATE INDEX policy_set_repositories_by_due ON policy_set_repositories (due_at, policy_set_id)",
    "CREATE INDEX policy_set_repositories_by_lease ON policy_set_repositories (leased_until)",
  ],
};
