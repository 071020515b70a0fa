import type { ToolVersionService } from "../../../domain/tool-versions/tool-version-service.js";
import { encodePage } from "../pages.js";
import { created, noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { decodeToolVersionChange, decodeToolVersionDraft, toolVersionDocuments } from "./wire.js";

const KINDS = [
  {
    kind: "sentinel",
    path: "/admin/sentinel-versions",
    group: "sentinelVersions",
    doc: "Admin Sentinel Versions API",
    documents: toolVersionDocuments("SentinelVersion", "sentinel-versions"),
  },
  {
    kind: "opa",
    path: "/admin/opa-versions",
    group: "opaVersions",
    doc: "Admin OPA Versions API",
    documents: toolVersionDocuments("OpaVersion", "opa-versions"),
  },
] as const;

export const toolVersionRoutes = (tools: ToolVersionService, { baseUrl }: Site): TfeRoute[] =>
  KINDS.flatMap(({ kind, path, group, doc, documents }) => [
    route("GET", path, {
      operation: `${group}.list`,
      doc: `${doc}: List Versions`,
      statuses: [200],
      query: { paged: true, search: ["version"], filters: ["version"] },
      response: documents.page,
      handle: async ({ actor, query, url }) => {
        const asked = { search: query.search.version, version: query.filter.version };
        const page = await tools.list(actor, kind, asked, query.page);
        return ok({
          data: page.items.map((tool) => documents.encode(tool)),
          ...encodePage(page, url, baseUrl()),
        });
      },
    }),

    route("POST", path, {
      operation: `${group}.create`,
      doc: `${doc}: Create a Version`,
      statuses: [201, 422],
      body: documents.request,
      response: documents.document,
      handle: async ({ actor, body }) => {
        const draft = decodeToolVersionDraft(body.data.attributes);
        return created({ data: documents.encode(await tools.create(actor, kind, draft)) });
      },
    }),

    route("GET", `${path}/:tool_version_id`, {
      operation: `${group}.show`,
      doc: `${doc}: Show a Version`,
      statuses: [200, 404],
      response: documents.document,
      handle: async ({ actor, param }) => {
        const tool = await tools.get(actor, kind, param("tool_version_id"));
        return ok({ data: documents.encode(tool) });
      },
    }),

    route("PATCH", `${path}/:tool_version_id`, {
      operation: `${group}.update`,
      doc: `${doc}: Update a Version`,
      statuses: [200, 404, 422],
      body: documents.change,
      identity: "tool_version_id",
      response: documents.document,
      handle: async ({ actor, param, body }) => {
        const change = decodeToolVersionChange(body.data.attributes ?? {});
        const tool = await tools.update(actor, kind, param("tool_version_id"), change);
        return ok({ data: documents.encode(tool) });
      },
    }),

    route("DELETE", `${path}/:tool_version_id`, {
      operation: `${group}.delete`,
      doc: `${doc}: Delete a Version`,
      statuses: [204, 404],
      response: "nothing",
      handle: async ({ actor, param }) => {
        await tools.delete(actor, kind, param("tool_version_id"));
        return noContent();
      },
    }),
  ]);
