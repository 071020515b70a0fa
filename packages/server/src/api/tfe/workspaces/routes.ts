import type { Actor } from "../../../domain/access/actor.js";
import type {
  WorkspaceKey,
  WorkspaceService,
} from "../../../domain/workspaces/workspace-service.js";
import type { TagCondition, WorkspaceQuery } from "../../../domain/workspaces/workspace-store.js";
import { requireIdentity } from "../errors.js";
import { encodePage } from "../pages.js";
import { listOf } from "../query.js";
import { created, noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import {
  encodeWithRelated,
  type RelatedServices,
  WORKSPACE_INCLUDE,
  workspaceDocument,
  workspacePage,
} from "./related.js";
import {
  decodeWorkspaceChange,
  decodeWorkspaceDraft,
  encodeWorkspace,
  workspaceChangeRequest,
  workspaceRequest,
} from "./wire.js";

const BY_NAME = "/organizations/:organization_name/workspaces/:workspace_name";
const BY_ID = "/workspaces/:workspace_id";

interface ListQuery {
  readonly search: Readonly<
    Partial<Record<"name" | "tags" | "exclude-tags" | "wildcard-name", string>>
  >;
  readonly filter: Readonly<Partial<Record<"project.id" | "current-run.status", string>>>;
  readonly tagged: readonly TagCondition[];
  readonly sort: readonly {
    readonly by: "name" | "current-run.created-at";
    readonly descending: boolean;
  }[];
}

function decodeQuery({ search, filter, tagged, sort: [order] }: ListQuery): WorkspaceQuery {
  const named = (names: string | undefined) => listOf(names)?.map((key) => ({ key })) ?? [];
  return {
    search: search.name,
    wildcardName: search["wildcard-name"],
    tags: [...named(search.tags), ...tagged],
    excludedTags: named(search["exclude-tags"]),
    projectId: filter["project.id"],
    runStatuses: listOf(filter["current-run.status"]),
    order: order && { ...order, by: order.by === "name" ? "name" : "latest run" },
  };
}

const keyByName = (param: (name: "organization_name" | "workspace_name") => string) => ({
  organization: param("organization_name"),
  name: param("workspace_name"),
});
const keyById = (param: (name: "workspace_id") => string): WorkspaceKey => ({
  id: param("workspace_id"),
});

export const workspaceRoutes = (
  workspaces: WorkspaceService,
  related: RelatedServices,
  site: Site,
): TfeRoute[] => {
  const { baseUrl, access } = site;
  const show = async (
    actor: Actor,
    key: WorkspaceKey,
    { include }: { readonly include: ReadonlySet<(typeof WORKSPACE_INCLUDE)[number]> },
  ) => {
    const workspace = await workspaces.get(actor, key);
    const found = await encodeWithRelated(actor, [workspace], include, related, site);
    return ok({ ...found, data: found.data[0] });
  };
  return [
    route("GET", "/organizations/:organization_name/workspaces", {
      operation: "workspaces.list",
      doc: "Workspaces API: List Workspaces",
      note: "400 when `outputs` are included that are too large together.",
      statuses: [200, 404],
      query: {
        paged: true,
        include: WORKSPACE_INCLUDE,
        search: ["name", "tags", "exclude-tags", "wildcard-name"],
        filters: ["project.id", "current-run.status"],
        tagged: true,
        sort: ["name", "current-run.created-at"],
      },
      response: workspacePage,
      handle: async ({ actor, param, query, url }) => {
        const organization = param("organization_name");
        const page = await workspaces.list(actor, organization, decodeQuery(query), query.page);
        return ok({
          ...(await encodeWithRelated(actor, page.items, query.include, related, site)),
          ...encodePage(page, url, baseUrl()),
        });
      },
    }),

    route("POST", "/organizations/:organization_name/workspaces", {
      operation: "workspaces.create",
      doc: "Workspaces API: Create a Workspace",
      statuses: [201, 404, 422],
      body: workspaceRequest,
      response: workspaceDocument,
      handle: async ({ actor, param, body }) => {
        const draft = decodeWorkspaceDraft(body);
        const workspace = await workspaces.create(actor, param("organization_name"), draft);
        return created({ data: encodeWorkspace(workspace, actor, access) });
      },
    }),

    route("GET", BY_NAME, {
      operation: "workspaces.showByName",
      doc: "Workspaces API: Show a Workspace",
      statuses: [200, 404],
      query: { include: WORKSPACE_INCLUDE },
      response: workspaceDocument,
      handle: ({ actor, param, query }) => show(actor, keyByName(param), query),
    }),

    route("PATCH", BY_NAME, {
      operation: "workspaces.updateByName",
      doc: "Workspaces API: Update a Workspace",
      statuses: [200, 404, 422],
      body: workspaceChangeRequest,
      response: workspaceDocument,
      handle: async ({ actor, param, body }) => {
        const change = decodeWorkspaceChange(body);
        const { id } = await workspaces.get(actor, keyByName(param));
        requireIdentity(body, id);
        const workspace = await workspaces.update(actor, { id }, change);
        return ok({ data: encodeWorkspace(workspace, actor, access) });
      },
    }),

    route("DELETE", BY_NAME, {
      operation: "workspaces.deleteByName",
      doc: "Workspaces API: Delete a Workspace",
      statuses: [204, 404],
      response: "nothing",
      handle: async ({ actor, param }) => {
        await workspaces.delete(actor, keyByName(param));
        return noContent();
      },
    }),

    route("GET", BY_ID, {
      operation: "workspaces.show",
      doc: "Workspaces API: Show a Workspace",
      statuses: [200, 404],
      query: { include: WORKSPACE_INCLUDE },
      response: workspaceDocument,
      handle: ({ actor, param, query }) => show(actor, keyById(param), query),
    }),

    route("PATCH", BY_ID, {
      operation: "workspaces.update",
      doc: "Workspaces API: Update a Workspace",
      statuses: [200, 404, 422],
      body: workspaceChangeRequest,
      identity: "workspace_id",
      response: workspaceDocument,
      handle: async ({ actor, param, body }) => {
        const change = decodeWorkspaceChange(body);
        const workspace = await workspaces.update(actor, keyById(param), change);
        return ok({ data: encodeWorkspace(workspace, actor, access) });
      },
    }),

    route("DELETE", BY_ID, {
      operation: "workspaces.delete",
      doc: "Workspaces API: Delete a Workspace",
      statuses: [204, 404],
      response: "nothing",
      handle: async ({ actor, param }) => {
        await workspaces.delete(actor, keyById(param));
        return noContent();
      },
    }),

    route("POST", `${BY_NAME}/actions/safe-delete`, {
      operation: "workspaces.deleteSafelyByName",
      doc: "Workspaces API: Safe Delete a Workspace",
      note: "409 while the workspace is locked or manages resources.",
      statuses: [204, 404, 409],
      response: "nothing",
      handle: async ({ actor, param }) => {
        await workspaces.deleteSafely(actor, keyByName(param));
        return noContent();
      },
    }),

    route("POST", `${BY_ID}/actions/safe-delete`, {
      operation: "workspaces.deleteSafely",
      doc: "Workspaces API: Safe Delete a Workspace",
      note: "409 while the workspace is locked or manages resources.",
      statuses: [204, 404, 409],
      response: "nothing",
      handle: async ({ actor, param }) => {
        await workspaces.deleteSafely(actor, keyById(param));
        return noContent();
      },
    }),
  ];
};
