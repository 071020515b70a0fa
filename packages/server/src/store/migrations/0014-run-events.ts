import type { Migration } from "../migration.js";

/** What happened to runs, and what was said about it; and runs by the applies that they name. */
export const runEvents: Migration = {
  version: 14,
  name: "run events",
  statements: ({ text, integer, bytes, table }) => [
    table(
      "run_events",
      `id ${text} PRIMARY KEY`,
      `run_id ${text} NOT NULL REFERENCES runs(id) ON DELETE CASCADE`,
      `position ${integer} NOT NULL`,
      `action ${text} NOT NULL`,
      `actor_id ${text} REFERENCES users(id) ON DELETE SET NULL`,
      `comment_id ${text} UNIQUE`,
      `comment ${bytes}`,
      `created_at ${integer} NOT NULL`,
      "UNIQUE (run_id, position)",
    ),
    "CREATE INDEX run_events_by_actor ON run_events (actor_id)",
    "CREATE INDEX runs_by_apply ON runs (apply_id)",
  ],
};
