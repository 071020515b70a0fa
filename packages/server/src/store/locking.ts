import type { Kysely } from "kysely";
import type { Tables } from "./schema.js";

/** Keeps others from changing a row until the transaction ends; nothing happens if there is none. */
export async function lockRow(
  db: Kysely<Tables>,
  table:
    | "configuration_versions"
    | "policy_set_versions"
    | "policy_sets"
    | "projects"
    | "runs"
    | "teams"
    | "workspaces",
  id: string,
): Promise<void> {
  await db.selectFrom(table).select("id").where("id", "=", id).forUpdate().execute();
}
