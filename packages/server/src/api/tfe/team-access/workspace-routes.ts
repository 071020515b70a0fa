import { NotFound } from "../../../domain/errors.js";
import type { WorkspaceAccessService } from "../../../domain/team-access/team-access-service.js";
import { encodePage } from "../pages.js";
import { created, noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import {
  decodeTeamWorkspaceChange,
  encodeTeamWorkspace,
  teamWorkspaceChangeRequest,
  teamWorkspaceDocument,
  teamWorkspacePage,
  teamWorkspaceRequest,
} from "./wire.js";

const ITEM = "/team-workspaces/:team_workspace_id";

export const teamWorkspaceRoutes = (
  rows: WorkspaceAccessService,
  { baseUrl }: Site,
): TfeRoute[] => [
  route("GET", "/team-workspaces", {
    operation: "teamWorkspaces.list",
    doc: "Team Access API: List Team Access to a Workspace",
    note: "The workspace must be named; teams that the caller does not know of are left out.",
    statuses: [200, 404],
    query: { paged: true, filters: ["workspace.id"] },
    response: teamWorkspacePage,
    handle: async ({ actor, query, url }) => {
      const id = query.filter["workspace.id"];
      if (id === undefined) throw new NotFound("workspace", "");
      const page = await rows.list(actor, id, query.page);
      return ok({ data: page.items.map(encodeTeamWorkspace), ...encodePage(page, url, baseUrl()) });
    },
  }),

  route("POST", "/team-workspaces", {
    operation: "teamWorkspaces.create",
    doc: "Team Access API: Add Team Access to a Workspace",
    statuses: [201, 404, 422],
    body: teamWorkspaceRequest,
    response: teamWorkspaceDocument,
    handle: async ({ actor, body: { data } }) => {
      const { team, workspace } = data.relationships;
      const draft = {
        ...decodeTeamWorkspaceChange(data.attributes),
        level: data.attributes.access,
      };
      const row = await rows.create(actor, workspace.data.id, team.data.id, draft);
      return created({ data: encodeTeamWorkspace(row) });
    },
  }),

  route("GET", ITEM, {
    operation: "teamWorkspaces.show",
    doc: "Team Access API: Show a Team Access relationship",
    statuses: [200, 404],
    response: teamWorkspaceDocument,
    handle: async ({ actor, param }) => {
      const row = await rows.get(actor, param("team_workspace_id"));
      return ok({ data: encodeTeamWorkspace(row) });
    },
  }),

  route("PATCH", ITEM, {
    operation: "teamWorkspaces.update",
    doc: "Team Access API: Update Team Access to a Workspace",
    statuses: [200, 404, 422],
    body: teamWorkspaceChangeRequest,
    identity: "team_workspace_id",
    response: teamWorkspaceDocument,
    handle: async ({ actor, param, body: { data } }) => {
      const change = decodeTeamWorkspaceChange(data.attributes);
      const row = await rows.update(actor, param("team_workspace_id"), change);
      return ok({ data: encodeTeamWorkspace(row) });
    },
  }),

  route("DELETE", ITEM, {
    operation: "teamWorkspaces.delete",
    doc: "Team Access API: Remove Team Access from a Workspace",
    statuses: [204, 404],
    response: "nothing",
    handle: async ({ actor, param }) => {
      await rows.delete(actor, param("team_workspace_id"));
      return noContent();
    },
  }),
];
