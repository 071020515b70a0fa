import type { Migration } from "../migration.js";

export const taskStages: Migration = {
  version: 8,
  name: "task stages",
  statements: ({ text, integer, bytes, json, truth, table }) => {
    const organization = `organization ${text} NOT NULL REFERENCES organizations(name) ON UPDATE CASCADE ON DELETE CASCADE`;
    return [
      `ALTER TABLE runs ADD COLUMN task_stage_id ${text}`,
      table(
        "task_stages",
        `id ${text} PRIMARY KEY`,
        `run_id ${text} NOT NULL UNIQUE REFERENCES runs(id) ON DELETE CASCADE`,
        organization,
        `status ${text} NOT NULL`,
        `status_times ${json} NOT NULL`,
        `overridden_by ${text} REFERENCES users(id) ON DELETE SET NULL`,
        `overridden_at ${integer}`,
        `override_comment ${bytes}`,
        `created_at ${integer} NOT NULL`,
        `updated_at ${integer} NOT NULL`,
      ),
      "CREATE INDEX task_stages_by_organization ON task_stages (organization)",
      "CREATE INDEX task_stages_by_overrider ON task_stages (overridden_by)",

      table(
        "policy_evaluations",
        `id ${text} PRIMARY KEY`,
        `task_stage_id ${text} NOT NULL REFERENCES task_stages(id) ON DELETE CASCADE`,
        `run_id ${text} NOT NULL REFERENCES runs(id) ON DELETE CASCADE`,
        organization,
        `kind ${text} NOT NULL`,
        `status ${text} NOT NULL`,
        `status_times ${json} NOT NULL`,
        `tool_version ${text}`,
        `policy_sets ${json} NOT NULL`,
        `counts ${json} NOT NULL`,
        `created_at ${integer} NOT NULL`,
        `updated_at ${integer} NOT NULL`,
        "UNIQUE (task_stage_id, kind)",
      ),
      "CREATE INDEX policy_evaluations_by_run ON policy_evaluations (run_id)",
      "CREATE INDEX policy_evaluations_by_organization ON policy_evaluations (organization)",

      table(
        "policy_set_outcomes",
        `id ${text} PRIMARY KEY`,
        `policy_evaluation_id ${text} NOT NULL REFERENCES policy_evaluations(id) ON DELETE CASCADE`,
        `position ${integer} NOT NULL`,
        `set_name ${text} NOT NULL`,
        `set_description ${bytes}`,
        `${truth("is_overridable")} NOT NULL`,
        `tool_version ${text}`,
        `error ${bytes} NOT NULL`,
        `entries ${json} NOT NULL`,
        `output ${text}`,
        "UNIQUE (policy_evaluation_id, position)",
      ),
      "CREATE INDEX policy_set_outcomes_by_output ON policy_set_outcomes (output)",
    ];
  },
};
