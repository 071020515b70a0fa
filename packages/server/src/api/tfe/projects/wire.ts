import type { Access } from "../../../domain/access/access.js";
import type { Actor } from "../../../domain/access/actor.js";
import { anySubject, subject } from "../../../domain/access/subject.js";
import type { Project } from "../../../domain/projects/project.js";
import { documentOf, pageOf, resource, toOne } from "../documents.js";
import { object, type Static, text, textOrNull, time, truth } from "../schemas.js";
import { encodeTime } from "../timestamps.js";

const projectResource = resource("Project", "projects", {
  attributes: object({
    name: text(),
    description: textOrNull(),
    "created-at": time(),
    permissions: object({ "can-read": truth(), "can-create-workspace": truth() }),
  }),
  relationships: object({ organization: toOne("organizations") }),
  links: object({ self: text() }),
});

export const projectDocument = documentOf(projectResource);
export const projectPage = pageOf(projectResource);

export function encodeProject(
  project: Project,
  actor: Actor,
  access: Access,
): Static<typeof projectResource> {
  const workspaces = anySubject("workspace", project.organization);
  return {
    id: project.id,
    type: "projects",
    attributes: {
      name: project.name,
      description: project.description,
      "created-at": encodeTime(project.createdAt),
      permissions: {
        "can-read": access.permits(actor, "read", subject("project", project)),
        "can-create-workspace": access.permits(actor, "create", workspaces),
      },
    },
    relationships: { organization: { data: { id: project.organization, type: "organizations" } } },
    links: { self: `/api/v2/projects/${project.id}` },
  };
}
