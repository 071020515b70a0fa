import { type ExpressionBuilder, type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { Run } from "../domain/runs/run.js";
import type { OrganizationRunQuery, RunQuery } from "../domain/runs/run-store.js";
import { isAnyOf, partPattern } from "./paging.js";
import type { Tables } from "./schema.js";
import { workspacesWithin } from "./workspace-conditions.js";

type Builder = ExpressionBuilder<Tables, "runs">;

/**
 * LIMIT: characters at the beginning of a message that are searched. They are kept in the index that a
 * list follows: a search that finds little reads all of it.
 */
const SEARCHED_CHARACTERS = 200;

/** What a run is searched by. */
export function searchText({ message }: Run): string {
  return folded(message.slice(0, SEARCHED_CHARACTERS)).slice(0, SEARCHED_CHARACTERS);
}

/** In lower case, without control characters and halves of characters: as text columns can hold it. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(/\p{Cc}/gu, " ")
    .replace(/\p{Surrogate}/gu, "");
}

/** The condition that a run of a workspace is one of those that a query wants. */
export function isWantedRun(db: Kysely<Tables>, query: RunQuery) {
  const { statuses, operations, sources, createdFrom, createdBefore, user, text } = query;
  return (eb: Builder): ReturnType<Builder["and"]> =>
    eb.and([
      ...(statuses === undefined ? [] : [isAnyOf("runs.status", statuses)]),
      ...(operations === undefined ? [] : [isAnyOf("runs.operation", operations)]),
      ...(sources === undefined ? [] : [isAnyOf("runs.source", sources)]),
      ...(createdFrom === undefined ? [] : [eb("runs.created_at", ">=", createdFrom)]),
      ...(createdBefore === undefined ? [] : [eb("runs.created_at", "<", createdBefore)]),
      ...(user === undefined ? [] : [eb("runs.created_by", "=", userNamed(db, user))]),
      ...(text === undefined
        ? []
        : [
            eb.or([
              says(text),
              eb("runs.id", "=", text),
              eb("runs.created_by", "=", userNamed(db, text)),
            ]),
          ]),
    ]);
}

/** The condition that a run of an organization is one of those that a query wants. */
export function isWantedInOrganization(
  db: Kysely<Tables>,
  organization: OrganizationName,
  { within, workspaceNames, ...query }: OrganizationRunQuery,
) {
  const workspaces = workspacesWithin(db, organization, within);
  const named =
    workspaceNames === undefined
      ? workspaces
      : workspaces.where(isAnyOf("workspaces.name", workspaceNames));
  const isAnywhere = within === "all" && workspaceNames === undefined;
  return (eb: Builder): ReturnType<Builder["and"]> =>
    eb.and([
      eb("runs.organization", "=", organization),
      ...(isAnywhere ? [] : [eb("runs.workspace_id", "in", named)]),
      isWantedRun(db, query)(eb),
    ]);
}

function says(text: string): RawBuilder<SqlBool> {
  return sql`runs.search_text LIKE ${partPattern(folded(text))} ESCAPE '\\'`;
}

function userNamed(db: Kysely<Tables>, username: string) {
  return db.selectFrom("users").select("users.id").where("users.username", "=", username);
}
