import type { BindingService } from "../../../domain/tags/binding-service.js";
import { TAG_LIMIT } from "../../../domain/tags/tag.js";
import type { TagService } from "../../../domain/tags/tag-service.js";
import { decodeMembers, toMany } from "../documents.js";
import { encodePage, pageOfAll } from "../pages.js";
import { noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import {
  decodeTags,
  encodeOrganizationTag,
  encodeTag,
  organizationTagPage,
  tagIdentifiers,
  tagMembers,
  tagPage,
} from "./wire.js";

const ORGANIZATION_TAGS = "/organizations/:organization_name/tags";
const WORKSPACE_TAGS = "/workspaces/:workspace_id/relationships/tags";

const taggedWorkspaces = toMany("workspaces", { title: "TaggedWorkspaces" });

export const tagRoutes = (
  tags: TagService,
  bindings: BindingService,
  { baseUrl }: Site,
): TfeRoute[] => [
  route("GET", ORGANIZATION_TAGS, {
    operation: "tags.list",
    doc: "Organization Tags API: List Tags",
    statuses: [200, 404],
    query: { paged: true, q: true, filters: ["exclude.taggable.id"] },
    response: organizationTagPage,
    handle: async ({ actor, param, query, url }) => {
      const page = await tags.list(
        actor,
        param("organization_name"),
        { search: query.q, absentFrom: query.filter["exclude.taggable.id"] },
        query.page,
      );
      return ok({
        data: page.items.map(encodeOrganizationTag),
        ...encodePage(page, url, baseUrl()),
      });
    },
  }),

  route("DELETE", ORGANIZATION_TAGS, {
    operation: "tags.delete",
    doc: "Organization Tags API: Delete Tags",
    statuses: [204, 404, 422],
    body: tagIdentifiers,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      const ids = body.data.map(({ id }) => id);
      await tags.delete(actor, param("organization_name"), ids);
      return noContent();
    },
  }),

  route("POST", "/tags/:tag_id/relationships/workspaces", {
    operation: "tags.addWorkspaces",
    doc: "Organization Tags API: Add Workspaces to a Tag",
    statuses: [204, 404, 422],
    body: taggedWorkspaces,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      await tags.addWorkspaces(actor, param("tag_id"), decodeMembers(body));
      return noContent();
    },
  }),

  route("GET", WORKSPACE_TAGS, {
    operation: "workspaceTags.list",
    doc: "Workspaces API: Get Tags",
    statuses: [200, 404],
    query: { paged: true },
    response: tagPage,
    handle: async ({ actor, param, query, url }) => {
      const found = await bindings.list(actor, "workspace", param("workspace_id"));
      const page = pageOfAll(
        found.filter(({ value }) => value === ""),
        query.page,
      );
      return ok({ data: page.items.map(encodeTag), ...encodePage(page, url, baseUrl()) });
    },
  }),

  route("POST", WORKSPACE_TAGS, {
    operation: "workspaceTags.add",
    doc: "Workspaces API: Add Tags to a Workspace",
    statuses: [204, 404, 422],
    body: tagMembers,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      const limit = { field: "tags", limit: TAG_LIMIT };
      await bindings.add(actor, "workspace", param("workspace_id"), decodeTags(body), limit);
      return noContent();
    },
  }),

  route("DELETE", WORKSPACE_TAGS, {
    operation: "workspaceTags.remove",
    doc: "Workspaces API: Remove Tags from a Workspace",
    statuses: [204, 404, 422],
    body: tagMembers,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      await bindings.remove(actor, "workspace", param("workspace_id"), decodeTags(body));
      return noContent();
    },
  }),
];
