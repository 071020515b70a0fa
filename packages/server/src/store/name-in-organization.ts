import type { Kysely } from "kysely";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { Tables } from "./schema.js";

/** The tables of what has a name of its own within an organization. */
type NamedTable = "policies" | "policy_sets" | "projects" | "teams" | "workspaces";

export async function isNameTaken(
  db: Kysely<Tables>,
  table: NamedTable,
  organization: OrganizationName,
  name: string,
): Promise<boolean> {
  const row = await db
    // The builder types a query of one table; the columns used here are those that all of them have.
    .selectFrom(table as "policies")
    .select("id")
    .where("organization", "=", organization)
    .where("name", "=", name)
    .executeTakeFirst();
  return row !== undefined;
}
