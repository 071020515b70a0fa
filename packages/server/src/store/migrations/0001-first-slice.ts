import type { Migration } from "../migration.js";

export const firstSlice: Migration = {
  version: 1,
  name: "first slice",
  statements: ({ text, integer, bytes, json, truth, position, nullsFirst, ahead, table }) => {
    const organization = `organization ${text} NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE`;
    return [
      // Organization and default project name each other: the reference is checked at the commit.
      table(
        "organizations",
        `name ${text} PRIMARY KEY`,
        `external_id ${text} NOT NULL UNIQUE`,
        `email ${text}`,
        `${truth("cost_estimation_enabled")} NOT NULL`,
        `default_project_id ${text} NOT NULL ${ahead("projects(id)")}`,
        `created_at ${integer} NOT NULL`,
      ),

      table(
        "projects",
        `id ${text} PRIMARY KEY`,
        organization,
        `name ${text} NOT NULL`,
        `description ${bytes}`,
        `created_at ${integer} NOT NULL`,
        "UNIQUE (organization, name)",
      ),

      table(
        "workspaces",
        `id ${text} PRIMARY KEY`,
        organization,
        `project_id ${text} NOT NULL REFERENCES projects(id)`,
        `name ${text} NOT NULL`,
        `description ${bytes}`,
        `${truth("auto_apply")} NOT NULL`,
        `execution_mode ${text} NOT NULL`,
        `terraform_version ${text} NOT NULL`,
        `working_directory ${text}`,
        `created_at ${integer} NOT NULL`,
        `updated_at ${integer} NOT NULL`,
        "UNIQUE (organization, name)",
      ),
      "CREATE INDEX workspaces_by_project ON workspaces (project_id)",

      table(
        "policies",
        `id ${text} PRIMARY KEY`,
        organization,
        `name ${text} NOT NULL`,
        `kind ${text} NOT NULL`,
        `description ${bytes}`,
        `query ${bytes}`,
        `enforcement_level ${text} NOT NULL`,
        `code ${text}`,
        `created_at ${integer} NOT NULL`,
        `updated_at ${integer}`,
        "UNIQUE (organization, name)",
      ),
      `CREATE INDEX policies_by_update ON policies (organization, ${nullsFirst("updated_at")}, name)`,
      "CREATE INDEX policies_by_code ON policies (code)",

      table(
        "policy_sets",
        `id ${text} PRIMARY KEY`,
        organization,
        `name ${text} NOT NULL`,
        `kind ${text} NOT NULL`,
        `description ${bytes}`,
        `${truth("is_global")} NOT NULL`,
        `${truth("is_agent_enabled")} NOT NULL`,
        `policy_tool_version ${text}`,
        `${truth("is_overridable")}`,
        `policy_update_patterns ${json} NOT NULL`,
        `${truth("is_versioned")} NOT NULL`,
        `created_at ${integer} NOT NULL`,
        `updated_at ${integer} NOT NULL`,
        "UNIQUE (organization, name)",
      ),
      table(
        "policy_set_policies",
        `policy_set_id ${text} NOT NULL REFERENCES policy_sets(id) ON DELETE CASCADE`,
        `policy_id ${text} NOT NULL REFERENCES policies(id) ON DELETE CASCADE`,
        "PRIMARY KEY (policy_set_id, policy_id)",
      ),
      "CREATE INDEX policy_set_policies_by_policy ON policy_set_policies (policy_id)",
      table(
        "policy_set_workspaces",
        `policy_set_id ${text} NOT NULL REFERENCES policy_sets(id) ON DELETE CASCADE`,
        `workspace_id ${text} NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE`,
        "PRIMARY KEY (policy_set_id, workspace_id)",
      ),
      "CREATE INDEX policy_set_workspaces_by_workspace ON policy_set_workspaces (workspace_id)",

      table(
        "users",
        `id ${text} PRIMARY KEY`,
        `username ${text} NOT NULL UNIQUE`,
        `${truth("is_site_admin")} NOT NULL`,
        `created_at ${integer} NOT NULL`,
      ),
      table(
        "tokens",
        `id ${text} PRIMARY KEY`,
        `user_id ${text} NOT NULL REFERENCES users(id) ON DELETE CASCADE`,
        `digest ${text} NOT NULL UNIQUE`,
        `description ${text} NOT NULL`,
        `created_at ${integer} NOT NULL`,
        `last_used_at ${integer}`,
        `expires_at ${integer}`,
      ),
      "CREATE INDEX tokens_by_user ON tokens (user_id)",

      table(
        "runs",
        `id ${text} PRIMARY KEY`,
        organization,
        `workspace_id ${text} NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE`,
        `plan_id ${text} NOT NULL`,
        `apply_id ${text} NOT NULL`,
        `policy_check_id ${text}`,
        `created_by ${text} REFERENCES users(id) ON DELETE SET NULL`,
        `status ${text} NOT NULL`,
        `status_times ${json} NOT NULL`,
        `${truth("has_changes")} NOT NULL`,
        `options ${json} NOT NULL`,
        `created_at ${integer} NOT NULL`,
      ),
      "CREATE INDEX runs_by_workspace ON runs (workspace_id, created_at, id)",
      "CREATE INDEX runs_by_organization ON runs (organization, created_at, id)",
      "CREATE INDEX runs_by_creator ON runs (created_by)",

      table(
        "plans",
        `id ${text} PRIMARY KEY`,
        `run_id ${text} NOT NULL UNIQUE REFERENCES runs(id) ON DELETE CASCADE`,
        organization,
        `status ${text} NOT NULL`,
        `status_times ${json} NOT NULL`,
        `document ${text}`,
        `summary ${json}`,
        `error_message ${bytes}`,
        `created_at ${integer} NOT NULL`,
      ),
      "CREATE INDEX plans_by_organization ON plans (organization)",
      "CREATE INDEX plans_by_document ON plans (document)",

      table(
        "policy_checks",
        `id ${text} PRIMARY KEY`,
        `run_id ${text} NOT NULL UNIQUE REFERENCES runs(id) ON DELETE CASCADE`,
        organization,
        `status ${text} NOT NULL`,
        `status_times ${json} NOT NULL`,
        `policy_sets ${json} NOT NULL`,
        `counts ${json}`,
        `report ${text}`,
        `log ${text}`,
        `overridden_by ${text} REFERENCES users(id) ON DELETE SET NULL`,
        `overridden_at ${integer}`,
        `override_comment ${bytes}`,
        `created_at ${integer} NOT NULL`,
      ),
      "CREATE INDEX policy_checks_by_organization ON policy_checks (organization)",
      "CREATE INDEX policy_checks_by_report ON policy_checks (report)",
      "CREATE INDEX policy_checks_by_log ON policy_checks (log)",
      "CREATE INDEX policy_checks_by_overrider ON policy_checks (overridden_by)",

      table(
        "work_items",
        `id ${text} PRIMARY KEY`,
        `kind ${text} NOT NULL`,
        `run_id ${text} NOT NULL REFERENCES runs(id) ON DELETE CASCADE`,
        `attempt ${integer} NOT NULL`,
        `available_at ${integer} NOT NULL`,
        `enqueued_at ${integer} NOT NULL`,
      ),
      "CREATE INDEX work_items_by_availability ON work_items (available_at, enqueued_at, id)",
      "CREATE INDEX work_items_by_run ON work_items (run_id)",

      // No reference to what an entry tells of: an entry outlives it.
      table(
        "audit_entries",
        `position ${position}`,
        `at ${integer} NOT NULL`,
        `actor_kind ${text} NOT NULL`,
        `actor ${json} NOT NULL`,
        `verb ${text} NOT NULL`,
        `noun ${text} NOT NULL`,
        `subject_id ${text}`,
        `organization ${text}`,
        `details ${json} NOT NULL`,
      ),
    ];
  },
  onlyOn: {
    sqlite: [
      `CREATE TRIGGER audit_entries_are_not_changed BEFORE UPDATE ON audit_entries
        BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END`,
      `CREATE TRIGGER audit_entries_are_not_removed BEFORE DELETE ON audit_entries
        BEGIN SELECT RAISE(ABORT, 'audit entries are never removed'); END`,
    ],
    postgres: [
      `ALTER TABLE organizations ADD FOREIGN KEY (default_project_id) REFERENCES projects(id)
        DEFERRABLE INITIALLY DEFERRED`,

      `CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'audit entries are never %', TG_ARGV[0]; END $$`,
      `CREATE TRIGGER audit_entries_are_not_changed BEFORE UPDATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit('changed')`,
      `CREATE TRIGGER audit_entries_are_not_removed BEFORE DELETE OR TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit('removed')`,

      // Content of policies, plans, logs and results, where it is no file: see postgres-blob-store.ts.
      `CREATE TABLE blobs (
        id TEXT COLLATE "C" PRIMARY KEY,
        written_at BIGINT NOT NULL
      )`,
      `CREATE TABLE blob_parts (
        blob_id TEXT COLLATE "C" NOT NULL REFERENCES blobs(id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        bytes BYTEA NOT NULL,
        PRIMARY KEY (blob_id, position)
      )`,
      // Content is compressed where it is worth it before it comes here, or not at all.
      "ALTER TABLE blob_parts ALTER COLUMN bytes SET STORAGE EXTERNAL",
    ],
  },
};
