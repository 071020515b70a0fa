import { NotFound } from "../../../domain/errors.js";
import type { ProjectAccessService } from "../../../domain/team-access/team-access-service.js";
import { encodePage } from "../pages.js";
import { created, noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import {
  decodeTeamProjectChange,
  encodeTeamProject,
  teamProjectChangeRequest,
  teamProjectDocument,
  teamProjectPage,
  teamProjectRequest,
} from "./wire.js";

const ITEM = "/team-projects/:team_project_id";

export const teamProjectRoutes = (rows: ProjectAccessService, { baseUrl }: Site): TfeRoute[] => [
  route("GET", "/team-projects", {
    operation: "teamProjects.list",
    doc: "Project Team Access API: List Team Access to a Project",
    note: "The project must be named; teams that the caller does not know of are left out.",
    statuses: [200, 404],
    query: { paged: true, filters: ["project.id"] },
    response: teamProjectPage,
    handle: async ({ actor, query, url }) => {
      const id = query.filter["project.id"];
      if (id === undefined) throw new NotFound("project", "");
      const page = await rows.list(actor, id, query.page);
      return ok({ data: page.items.map(encodeTeamProject), ...encodePage(page, url, baseUrl()) });
    },
  }),

  route("POST", "/team-projects", {
    operation: "teamProjects.create",
    doc: "Project Team Access API: Add Team Access to a Project",
    statuses: [201, 404, 422],
    body: teamProjectRequest,
    response: teamProjectDocument,
    handle: async ({ actor, body: { data } }) => {
      const { team, project } = data.relationships;
      const draft = {
        ...decodeTeamProjectChange(data.attributes),
        level: data.attributes.access,
      };
      const row = await rows.create(actor, project.data.id, team.data.id, draft);
      return created({ data: encodeTeamProject(row) });
    },
  }),

  route("GET", ITEM, {
    operation: "teamProjects.show",
    doc: "Project Team Access API: Show a Team Access relationship",
    statuses: [200, 404],
    response: teamProjectDocument,
    handle: async ({ actor, param }) => {
      const row = await rows.get(actor, param("team_project_id"));
      return ok({ data: encodeTeamProject(row) });
    },
  }),

  route("PATCH", ITEM, {
    operation: "teamProjects.update",
    doc: "Project Team Access API: Update Team Access to a Project",
    statuses: [200, 404, 422],
    body: teamProjectChangeRequest,
    identity: "team_project_id",
    response: teamProjectDocument,
    handle: async ({ actor, param, body: { data } }) => {
      const change = decodeTeamProjectChange(data.attributes);
      const row = await rows.update(actor, param("team_project_id"), change);
      return ok({ data: encodeTeamProject(row) });
    },
  }),

  route("DELETE", ITEM, {
    operation: "teamProjects.delete",
    doc: "Project Team Access API: Remove Team Access from a Project",
    statuses: [204, 404],
    response: "nothing",
    handle: async ({ actor, param }) => {
      await rows.delete(actor, param("team_project_id"));
      return noContent();
    },
  }),
];
