import type { ProjectService } from "../../../domain/projects/project-service.js";
import type { WorkspaceService } from "../../../domain/workspaces/workspace-service.js";
import { decodeMembers, toMany } from "../documents.js";
import { encodePage } from "../pages.js";
import { created, noContent, ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import {
  decodeProjectChange,
  decodeProjectDraft,
  encodeProject,
  projectChangeRequest,
  projectDocument,
  projectPage,
  projectRequest,
} from "./wire.js";

const movedWorkspaces = toMany("workspaces", { title: "MovedWorkspaces" });

export const projectRoutes = (
  projects: ProjectService,
  workspaces: Pick<WorkspaceService, "moveTo">,
  { baseUrl, access }: Site,
): TfeRoute[] => [
  route("GET", "/organizations/:organization_name/projects", {
    operation: "projects.list",
    doc: "Projects API: List Projects",
    statuses: [200, 404],
    query: { paged: true, filters: ["names"] },
    response: projectPage,
    handle: async ({ actor, param, query, url }) => {
      const names = query.filter.names?.split(",");
      const page = await projects.list(actor, param("organization_name"), names, query.page);
      const data = page.items.map((each) => encodeProject(each, actor, access));
      return ok({ data, ...encodePage(page, url, baseUrl()) });
    },
  }),

  route("POST", "/organizations/:organization_name/projects", {
    operation: "projects.create",
    doc: "Projects API: Create a Project",
    statuses: [201, 404, 422],
    body: projectRequest,
    response: projectDocument,
    handle: async ({ actor, param, body }) => {
      const draft = decodeProjectDraft(body);
      const project = await projects.create(actor, param("organization_name"), draft);
      return created({ data: encodeProject(project, actor, access) });
    },
  }),

  route("POST", "/projects/:project_id/relationships/workspaces", {
    operation: "projects.moveWorkspaces",
    doc: "Projects API: Move Workspaces into a Project",
    note: "403 for workspaces that the caller may not move: none is moved then.",
    statuses: [204, 403, 404, 422],
    body: movedWorkspaces,
    response: "nothing",
    handle: async ({ actor, param, body }) => {
      await workspaces.moveTo(actor, param("project_id"), decodeMembers(body));
      return noContent();
    },
  }),

  route("GET", "/projects/:project_id", {
    operation: "projects.show",
    doc: "Projects API: Show a Project",
    statuses: [200, 404],
    response: projectDocument,
    handle: async ({ actor, param }) => {
      const project = await projects.get(actor, param("project_id"));
      return ok({ data: encodeProject(project, actor, access) });
    },
  }),

  route("PATCH", "/projects/:project_id", {
    operation: "projects.update",
    doc: "Projects API: Update a Project",
    statuses: [200, 404, 422],
    body: projectChangeRequest,
    identity: "project_id",
    response: projectDocument,
    handle: async ({ actor, param, body }) => {
      const change = decodeProjectChange(body);
      const project = await projects.update(actor, param("project_id"), change);
      return ok({ data: encodeProject(project, actor, access) });
    },
  }),

  route("DELETE", "/projects/:project_id", {
    operation: "projects.delete",
    doc: "Projects API: Delete a Project",
    note: "409 for the default project and for one that has workspaces.",
    statuses: [204, 404, 409],
    response: "nothing",
    handle: async ({ actor, param }) => {
      await projects.delete(actor, param("project_id"));
      return noContent();
    },
  }),
];
