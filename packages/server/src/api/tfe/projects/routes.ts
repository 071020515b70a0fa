import type { ProjectService } from "../../../domain/projects/project-service.js";
import { encodePage } from "../pages.js";
import { ok } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { encodeProject, projectDocument, projectPage } from "./wire.js";

export const projectRoutes = (projects: ProjectService, { baseUrl, access }: Site): TfeRoute[] => [
  route("GET", "/organizations/:organization_name/projects", {
    operation: "projects.list",
    doc: "Projects API: List Projects",
    statuses: [200, 404],
    query: { paged: true },
    response: projectPage,
    handle: async ({ actor, param, query, url }) => {
      const page = await projects.list(actor, param("organization_name"), query.page);
      const data = page.items.map((each) => encodeProject(each, actor, access));
      return ok({ data, ...encodePage(page, url, baseUrl()) });
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
];
