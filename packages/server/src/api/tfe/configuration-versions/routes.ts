import type { ConfigurationVersionService } from "../../../domain/configuration-versions/configuration-version-service.js";
import { documentOf, pageOf } from "../documents.js";
import { encodePage } from "../pages.js";
import { accepted, bytes, created, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import {
  configurationVersionRequest,
  configurationVersionResource,
  decodeConfigurationDraft,
  encodeConfigurationVersion,
  encodeNewConfigurationVersion,
} from "./wire.js";

const configurationDocument = documentOf(configurationVersionResource);
const configurationPage = pageOf(configurationVersionResource);

/** What clients ask for. There never is any: no configuration comes from a repository. */
const INCLUDE = ["ingress_attributes", "run"] as const;

const OF_WORKSPACE = "/workspaces/:workspace_id/configuration-versions";
const BY_ID = "/configuration-versions/:configuration_version_id";
const OF_RUN = "/runs/:run_id/configuration-version";

const DOWNLOAD_NOTE = "The archive as it was uploaded; 404 until then, and once it is archived.";

export const configurationVersionRoutes = (
  versions: ConfigurationVersionService,
  site: Site,
): TfeRoute[] => [
  route("GET", OF_WORKSPACE, {
    operation: "configurationVersions.list",
    doc: "Configuration Versions API: List Configuration Versions",
    note: "The newest first.",
    statuses: [200, 404],
    query: { paged: true, include: INCLUDE },
    response: configurationPage,
    handle: async ({ actor, param, query, url }) => {
      const page = await versions.list(actor, param("workspace_id"), query.page);
      return ok({
        data: page.items.map(encodeConfigurationVersion),
        ...encodePage(page, url, site.baseUrl()),
      });
    },
  }),

  route("POST", OF_WORKSPACE, {
    operation: "configurationVersions.create",
    doc: "Configuration Versions API: Create a Configuration Version",
    note: "No run begins when it is uploaded: this server does not plan.",
    statuses: [201, 404, 422],
    body: configurationVersionRequest,
    response: configurationDocument,
    handle: async ({ actor, param, body }) => {
      const draft = decodeConfigurationDraft(body);
      const version = await versions.create(actor, param("workspace_id"), draft);
      return created({ data: encodeNewConfigurationVersion(version, site) });
    },
  }),

  route("GET", BY_ID, {
    operation: "configurationVersions.show",
    doc: "Configuration Versions API: Show a Configuration Version",
    statuses: [200, 404],
    query: { include: INCLUDE },
    response: configurationDocument,
    handle: async ({ actor, param }) => {
      const version = await versions.get(actor, { id: param("configuration_version_id") });
      return ok({ data: encodeConfigurationVersion(version) });
    },
  }),

  route("GET", `${BY_ID}/download`, {
    operation: "configurationVersions.download",
    doc: "Configuration Versions API: Download Configuration Files",
    note: DOWNLOAD_NOTE,
    statuses: [200, 404],
    response: "bytes",
    handle: async ({ actor, param }) =>
      bytes(await versions.archive(actor, { id: param("configuration_version_id") })),
  }),

  route("POST", `${BY_ID}/actions/archive`, {
    operation: "configurationVersions.archive",
    doc: "Configuration Versions API: Archive a Configuration Version",
    note: "Lets go of what was uploaded. 409 for the current one of its workspace, and while it has runs in progress.",
    statuses: [202, 404, 409],
    response: "nothing",
    handle: async ({ actor, param }) => {
      await versions.letGo(actor, param("configuration_version_id"));
      return accepted();
    },
  }),

  route("GET", OF_RUN, {
    operation: "configurationVersions.showByRun",
    doc: "Configuration Versions API: Show the Configuration Version of a Run",
    statuses: [200, 404],
    query: { include: INCLUDE },
    response: configurationDocument,
    handle: async ({ actor, param }) => {
      const version = await versions.get(actor, { runId: param("run_id") });
      return ok({ data: encodeConfigurationVersion(version) });
    },
  }),

  route("GET", `${OF_RUN}/download`, {
    operation: "configurationVersions.downloadOfRun",
    doc: "Configuration Versions API: Download Configuration Files of a Run",
    note: DOWNLOAD_NOTE,
    statuses: [200, 404],
    response: "bytes",
    handle: async ({ actor, param }) =>
      bytes(await versions.archive(actor, { runId: param("run_id") })),
  }),
];
