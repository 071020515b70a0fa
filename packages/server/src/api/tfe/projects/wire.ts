import type { Access } from "../../../domain/access/access.js";
import type { Actor } from "../../../domain/access/actor.js";
import { subject, subjectIn } from "../../../domain/access/subject.js";
import { TEXT_LIMIT } from "../../../domain/names.js";
import {
  PROJECT_NAME_LIMIT,
  PROJECT_NAME_PATTERN,
  type Project,
  type ProjectChange,
  type ProjectDraft,
} from "../../../domain/projects/project.js";
import { changeOf, documentOf, pageOf, requestOf, resource, toOne } from "../documents.js";
import { object, optional, type Static, text, textOrNull, time, truth } from "../schemas.js";
import { bindingsRelationship, decodeBindings } from "../tags/wire.js";
import { encodeTime } from "../timestamps.js";

export const projectResource = resource("Project", "projects", {
  attributes: object({
    name: text(),
    description: textOrNull(),
    "created-at": time(),
    permissions: object({
      "can-read": truth(),
      "can-update": truth(),
      "can-destroy": truth(),
      "can-create-workspace": truth(),
    }),
  }),
  relationships: object({ organization: toOne("organizations") }),
  links: object({ self: text() }),
});

export const projectDocument = documentOf(projectResource);
export const projectPage = pageOf(projectResource);

const name = text({ maxLength: PROJECT_NAME_LIMIT, pattern: PROJECT_NAME_PATTERN.source });
const settings = { description: optional(textOrNull({ maxLength: TEXT_LIMIT })) };

const relationships = { "tag-bindings": optional(bindingsRelationship) };

export const projectRequest = requestOf(
  "ProjectRequest",
  "projects",
  { name, ...settings },
  relationships,
);
export const projectChangeRequest = changeOf(
  "ProjectChangeRequest",
  "projects",
  { name: optional(name), ...settings },
  relationships,
);

export function decodeProjectDraft({ data }: Static<typeof projectRequest>): ProjectDraft {
  return { ...decodeProjectChange({ data }), name: data.attributes.name };
}

export function decodeProjectChange({
  data: { attributes = {}, relationships: related = {} },
}: Static<typeof projectChangeRequest>): ProjectChange {
  const bindings = related["tag-bindings"];
  return {
    name: attributes.name,
    description: attributes.description,
    tags: bindings && decodeBindings(bindings),
  };
}

export function encodeProject(
  project: Project,
  actor: Actor,
  access: Access,
): Static<typeof projectResource> {
  const self = subject("project", project);
  const { id: projectId, organization } = project;
  const workspaces = subjectIn("workspace", { organization, projectId });
  return {
    id: project.id,
    type: "projects",
    attributes: {
      name: project.name,
      description: project.description,
      "created-at": encodeTime(project.createdAt),
      permissions: {
        "can-read": access.permits(actor, "read", self),
        "can-update": access.permits(actor, "update", self),
        "can-destroy": access.permits(actor, "delete", self),
        "can-create-workspace": access.permits(actor, "create", workspaces),
      },
    },
    relationships: { organization: { data: { id: project.organization, type: "organizations" } } },
    links: { self: `/api/v2/projects/${project.id}` },
  };
}
