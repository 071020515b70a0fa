import type { ChangeOf } from "../change.js";
import type { Instant } from "../clock.js";
import type { Problem } from "../errors.js";
import type { Organization, OrganizationName } from "../organizations/organization.js";
import type { TagDraft } from "../tags/tag.js";

export type ProjectId = string;

/** LIMIT (Projects API, Create a Project): letters of a project's name. */
export const PROJECT_NAME_LIMIT = 40;

/** COMPAT (Projects API, Create a Project): as other names, with spaces inside. */
export const PROJECT_NAME_PATTERN = /^[A-Za-z0-9_-]([A-Za-z0-9 _-]*[A-Za-z0-9_-])?$/;

export const PROJECT_NAME_RULE = "can only include letters, numbers, -, _, and spaces inside.";

/** Holds workspaces. Every organization has at least its default project. */
export interface Project {
  readonly id: ProjectId;
  readonly organization: OrganizationName;
  readonly name: string;
  readonly description: string | null;
  readonly createdAt: Instant;
}

export interface ProjectDraft {
  readonly name: string;
  readonly description?: string | null | undefined;
  /** Takes the place of all tags that are there. */
  readonly tags?: readonly TagDraft[] | undefined;
}

/** An absent field keeps its value; null clears it. */
export type ProjectChange = ChangeOf<ProjectDraft>;

export function createProject(
  draft: ProjectDraft,
  given: Pick<Project, "id" | "organization" | "createdAt">,
): Project {
  return { ...given, name: draft.name, description: draft.description ?? null };
}

export function updateProject(project: Project, change: ProjectChange): Project {
  return {
    ...project,
    name: change.name ?? project.name,
    description: change.description === undefined ? project.description : change.description,
  };
}

export function defaultProject(organization: Organization): Project {
  return {
    id: organization.defaultProjectId,
    organization: organization.name,
    name: "Default Project",
    description: null,
    createdAt: organization.createdAt,
  };
}

export function projectProblems({ name }: Project): Problem[] {
  if (name.length > PROJECT_NAME_LIMIT) {
    return [{ field: "name", message: `must have at most ${PROJECT_NAME_LIMIT} characters` }];
  }
  return PROJECT_NAME_PATTERN.test(name) ? [] : [{ field: "name", message: PROJECT_NAME_RULE }];
}
