import type { StateOutputService } from "../../../domain/state-versions/state-output-service.js";
import { encodePage } from "../pages.js";
import { ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { encodeOutput, outputDocument, outputList, outputPage } from "./output-wire.js";

export const stateVersionOutputRoutes = (
  outputs: StateOutputService,
  { baseUrl }: Site,
): TfeRoute[] => [
  route("GET", "/state-versions/:state_version_id/outputs", {
    operation: "stateVersionOutputs.list",
    doc: "State Version Outputs API: List State Version Outputs",
    statuses: [200, 404],
    query: { paged: true },
    response: outputPage,
    handle: async ({ actor, param, query, url }) => {
      const page = await outputs.list(actor, param("state_version_id"), query.page);
      const data = page.items.map((each) => encodeOutput(each));
      return ok({ data, ...encodePage(page, url, baseUrl()) });
    },
  }),

  route("GET", "/workspaces/:workspace_id/current-state-version-outputs", {
    operation: "stateVersionOutputs.listCurrent",
    doc: "State Version Outputs API: Show Current State Version Outputs for a Workspace",
    note: "All of them; the values of sensitive ones are null.",
    statuses: [200, 404],
    response: outputList,
    handle: async ({ actor, param }) => {
      const current = await outputs.current(actor, param("workspace_id"));
      return ok({ data: current.map((each) => encodeOutput(each, { hidden: true })) });
    },
  }),

  route("GET", "/state-version-outputs/:state_version_output_id", {
    operation: "stateVersionOutputs.show",
    doc: "State Version Outputs API: Show a State Version Output",
    note: "With its value, also where that is sensitive.",
    statuses: [200, 404],
    response: outputDocument,
    handle: async ({ actor, param }) =>
      ok({ data: encodeOutput(await outputs.get(actor, param("state_version_output_id"))) }),
  }),
];
