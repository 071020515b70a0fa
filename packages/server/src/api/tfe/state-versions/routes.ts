import type { Actor } from "../../../domain/access/actor.js";
import { NotFound } from "../../../domain/errors.js";
import type { RunService } from "../../../domain/runs/run-service.js";
import type { StateOutputService } from "../../../domain/state-versions/state-output-service.js";
import {
  STATE_VERSION_STATUSES,
  type StateVersion,
  type StateVersionStatus,
} from "../../../domain/state-versions/state-version.js";
import type { StateVersionService } from "../../../domain/state-versions/state-version-service.js";
import { include } from "../inclusion.js";
import { encodePage } from "../pages.js";
import { listOf } from "../query.js";
import { created, jsonBytes, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import { encodeRun } from "../runs/wire.js";
import type { Site } from "../site.js";
import { encodeOutput } from "./output-wire.js";
import {
  decodeStateVersionDraft,
  encodeStateVersion,
  rollbackRequest,
  stateVersionDocument,
  stateVersionPage,
  stateVersionRequest,
} from "./wire.js";

const OF_WORKSPACE = "/workspaces/:workspace_id/state-versions";
const INCLUDE = ["outputs", "run"] as const;

/** LIMIT: the document that creates a version; larger states are uploaded. */
const STATE_DOCUMENT_LIMIT = 32 * 1024 * 1024;

const LIST_NOTE = "The newest first; `filter[status]` takes several, with commas between them.";

/** What is no status is found nowhere. */
function statusesOf(filter: string | undefined): readonly StateVersionStatus[] | undefined {
  const asked = listOf(filter);
  return asked && STATE_VERSION_STATUSES.filter((status) => asked.includes(status));
}

export const stateVersionRoutes = (
  versions: StateVersionService,
  outputs: StateOutputService,
  runs: Pick<RunService, "get">,
  site: Site,
): TfeRoute[] => {
  /** One version, with the outputs that belong to it. */
  const show = async (
    actor: Actor,
    version: StateVersion,
    asked: ReadonlySet<(typeof INCLUDE)[number]> = new Set(),
  ) => {
    const all = await outputs.allOf(version);
    const related = {
      outputs: async () => all.map((each) => encodeOutput(each)),
      run: async () => {
        const { runId } = version;
        if (runId === null) return [];
        return [encodeRun(await runs.get(actor, runId), actor, site.access)];
      },
    };
    return {
      data: encodeStateVersion(version, actor, site, all),
      ...(await include(asked, related)),
    };
  };

  return [
    route("GET", "/state-versions", {
      operation: "stateVersions.list",
      doc: "State Versions API: List State Versions for a Workspace",
      note: `The workspace must be named. ${LIST_NOTE}`,
      statuses: [200, 404],
      query: { paged: true, filters: ["organization.name", "workspace.name", "status"] },
      response: stateVersionPage,
      handle: async ({ actor, query, url }) => {
        const { filter } = query;
        const { "organization.name": organization, "workspace.name": name } = filter;
        if (organization === undefined || name === undefined) throw new NotFound("workspace", "");
        const key = { organization, name };
        const page = await versions.list(actor, key, statusesOf(filter.status), query.page);
        const data = page.items.map((version) => encodeStateVersion(version, actor, site));
        return ok({ data, ...encodePage(page, url, site.baseUrl()) });
      },
    }),

    route("GET", OF_WORKSPACE, {
      operation: "stateVersions.listOfWorkspace",
      doc: "State Versions API: List State Versions for a Workspace",
      note: `Portcullis extension. ${LIST_NOTE}`,
      statuses: [200, 404],
      query: { paged: true, filters: ["status"] },
      response: stateVersionPage,
      handle: async ({ actor, param, query, url }) => {
        const key = { id: param("workspace_id") };
        const statuses = statusesOf(query.filter.status);
        const page = await versions.list(actor, key, statuses, query.page);
        const data = page.items.map((version) => encodeStateVersion(version, actor, site));
        return ok({ data, ...encodePage(page, url, site.baseUrl()) });
      },
    }),

    route("POST", OF_WORKSPACE, {
      operation: "stateVersions.create",
      doc: "State Versions API: Create a State Version",
      note: "409 unless whoever asks holds the lock of the workspace. Without `state` the version is pending until that is uploaded.",
      statuses: [201, 404, 409, 412, 422],
      body: stateVersionRequest,
      bodyLimit: STATE_DOCUMENT_LIMIT,
      response: stateVersionDocument,
      handle: async ({ actor, param, body }) => {
        const draft = decodeStateVersionDraft(body);
        const version = await versions.create(actor, param("workspace_id"), draft);
        return created(await show(actor, version));
      },
    }),

    route("PATCH", OF_WORKSPACE, {
      operation: "stateVersions.rollBack",
      doc: "State Versions API: Rollback to a Previous State Version",
      note: "409 unless whoever asks holds the lock of the workspace. The former version once more, its serial included.",
      statuses: [201, 404, 409, 422],
      body: rollbackRequest,
      response: stateVersionDocument,
      handle: async ({ actor, param, body }) => {
        const former = body.data.relationships["rollback-state-version"].data.id;
        return created(
          await show(actor, await versions.rollBack(actor, param("workspace_id"), former)),
        );
      },
    }),

    route("GET", "/workspaces/:workspace_id/current-state-version", {
      operation: "stateVersions.showCurrent",
      doc: "State Versions API: Get Current State Version for a Workspace",
      statuses: [200, 404],
      query: { include: INCLUDE },
      response: stateVersionDocument,
      handle: async ({ actor, param, query }) => {
        const version = await versions.current(actor, param("workspace_id"));
        return ok(await show(actor, version, query.include));
      },
    }),

    route("GET", "/state-versions/:state_version_id", {
      operation: "stateVersions.show",
      doc: "State Versions API: Show a State Version",
      statuses: [200, 404],
      query: { include: INCLUDE },
      response: stateVersionDocument,
      handle: async ({ actor, param, query }) => {
        const version = await versions.get(actor, param("state_version_id"));
        return ok(await show(actor, version, query.include));
      },
    }),

    route("GET", "/state-versions/:state_version_id/download", {
      operation: "stateVersions.download",
      doc: "State Versions API: Download a State Version",
      note: "What was uploaded, byte by byte.",
      statuses: [200, 404],
      response: "bytes",
      handle: async ({ actor, param }) =>
        jsonBytes(await versions.content(actor, param("state_version_id"), "state")),
    }),
  ];
};
