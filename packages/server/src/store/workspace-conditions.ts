import { type ExpressionBuilder, type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Places } from "../domain/access/access.js";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { TagCondition, WorkspaceQuery } from "../domain/workspaces/workspace-store.js";
import { isAnyOf, nameContains } from "./paging.js";
import type { Tables } from "./schema.js";

type Builder = ExpressionBuilder<Tables, "workspaces">;
type BindingTable = "workspace_tags" | "project_tags";

/** The condition that a workspace is one of those of an organization that a query wants. */
export function isWanted(
  db: Kysely<Tables>,
  organization: OrganizationName,
  query: WorkspaceQuery,
): (eb: Builder) => ReturnType<Builder["and"]> {
  const {
    within = "all",
    search,
    wildcardName,
    tags = [],
    excludedTags = [],
    projectId,
    runStatuses,
  } = query;
  return (eb) =>
    eb.and([
      eb("organization", "=", organization),
      ...(within === "all" ? [] : [isWithin(within)]),
      ...(search === undefined ? [] : [nameContains(search)]),
      ...(wildcardName === undefined ? [] : [nameIsLike(wildcardName)]),
      ...(projectId === undefined ? [] : [eb("project_id", "=", projectId)]),
      ...(runStatuses === undefined ? [] : [eb(statusOfLatestRun(db), "in", runStatuses)]),
      ...tags.map((tag) => hasTag(db, eb, organization, tag)),
      ...excludedTags.map((tag) => eb.not(hasTag(db, eb, organization, tag))),
    ]);
}

/** The ids of an organization's workspaces at these places; a part of another query. */
export function workspacesWithin(
  db: Kysely<Tables>,
  organization: OrganizationName,
  within: "all" | Places,
) {
  return db
    .selectFrom("workspaces")
    .select("workspaces.id")
    .where("workspaces.organization", "=", organization)
    .$if(within !== "all", (all) => (within === "all" ? all : all.where(isWithin(within))));
}

function isWithin({ workspaceIds, projectIds }: Places): RawBuilder<SqlBool> {
  const isListed = isAnyOf("workspaces.id", workspaceIds);
  return sql`(${isListed} OR ${isAnyOf("workspaces.project_id", projectIds)})`;
}

/** Each `*` stands for any text. */
function nameIsLike(wildcard: string): RawBuilder<SqlBool> {
  const escaped = wildcard.toLowerCase().replace(/[\\%_]/g, "\\$&");
  return sql`lower(name) LIKE ${escaped.replaceAll("*", "%")} ESCAPE '\\'`;
}

function statusOfLatestRun(db: Kysely<Tables>) {
  return db
    .selectFrom("runs")
    .select("runs.status")
    .whereRef("runs.workspace_id", "=", sql.ref("workspaces.id"))
    .orderBy("runs.created_at", "desc")
    .orderBy("runs.id", "desc")
    .limit(1);
}

/** That it is tagged so, or its project is and it does not have the tag itself. */
function hasTag(
  db: Kysely<Tables>,
  eb: Builder,
  organization: OrganizationName,
  { key, value }: TagCondition,
) {
  const tag = db
    .selectFrom("tags")
    .select("tags.id")
    .where("tags.organization", "=", organization)
    .where("tags.name", "=", key);
  const bound = (table: BindingTable) =>
    db
      .selectFrom(`${table as "workspace_tags"} as bound`)
      .select("bound.owner_id")
      .where("bound.tag_id", "=", tag);
  const withValue = (table: BindingTable) =>
    value === undefined ? bound(table) : bound(table).where("bound.value", "=", value);
  return eb.or([
    eb("id", "in", withValue("workspace_tags")),
    eb.and([
      eb("project_id", "in", withValue("project_tags")),
      eb("id", "not in", bound("workspace_tags")),
    ]),
  ]);
}
