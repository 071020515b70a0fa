import type { Access } from "../../../domain/access/access.js";
import type { Actor } from "../../../domain/access/actor.js";
import { anySubject, subject } from "../../../domain/access/subject.js";
import {
  LINE_LIMIT,
  LINE_PATTERN,
  NAME_LIMIT,
  NAME_PATTERN,
  TEXT_LIMIT,
} from "../../../domain/names.js";
import {
  EXECUTION_MODES,
  type WorkspaceChange,
  type WorkspaceDetails,
  type WorkspaceDraft,
} from "../../../domain/workspaces/workspace.js";
import {
  changeOf,
  documentOf,
  pageOf,
  requestOf,
  resource,
  toOne,
  toOneOrNone,
} from "../documents.js";
import {
  exactly,
  list,
  object,
  oneOf,
  onlyNull,
  optional,
  type Static,
  text,
  textOrNull,
  time,
  truth,
} from "../schemas.js";
import { encodeTime } from "../timestamps.js";

export const workspaceResource = resource("Workspace", "workspaces", {
  attributes: object({
    name: text(),
    description: textOrNull(),
    "auto-apply": truth(),
    "execution-mode": oneOf(EXECUTION_MODES),
    operations: truth({ description: "False when the execution mode is local." }),
    "terraform-version": text(),
    "working-directory": textOrNull(),
    "structured-run-output-enabled": exactly(false),
    locked: exactly(false),
    "tag-names": list(text()),
    "vcs-repo": onlyNull(),
    "created-at": time(),
    "updated-at": time(),
    actions: object({ "is-destroyable": truth() }),
    permissions: object({
      "can-update": truth(),
      "can-destroy": truth(),
      "can-queue-run": truth(),
      "can-queue-apply": truth(),
      "can-queue-destroy": truth(),
      "can-read-settings": truth(),
      "can-lock": truth(),
      "can-unlock": truth(),
      "can-force-unlock": truth(),
    }),
  }),
  relationships: object({
    organization: toOne("organizations"),
    project: toOne("projects"),
    "current-run": toOneOrNone("runs"),
  }),
  links: object({ self: text() }),
});

const name = text({ maxLength: NAME_LIMIT, pattern: NAME_PATTERN.source });
const line = { maxLength: LINE_LIMIT, pattern: LINE_PATTERN.source };

const settings = {
  description: optional(textOrNull({ maxLength: TEXT_LIMIT })),
  "auto-apply": optional(truth()),
  "execution-mode": optional(oneOf(EXECUTION_MODES)),
  "terraform-version": optional(text(line)),
  "working-directory": optional(textOrNull(line)),
  "vcs-repo": optional(onlyNull({ description: "Version control is not supported yet." })),
};

const relationships = { project: optional(toOne("projects")) };

export const workspaceDocument = documentOf(workspaceResource);
export const workspacePage = pageOf(workspaceResource);
export const workspaceRequest = requestOf(
  "WorkspaceRequest",
  "workspaces",
  { name, ...settings },
  relationships,
);
export const workspaceChangeRequest = changeOf(
  "WorkspaceChangeRequest",
  "workspaces",
  { name: optional(name), ...settings },
  relationships,
);

export function decodeWorkspaceDraft({ data }: Static<typeof workspaceRequest>): WorkspaceDraft {
  return { ...decodeWorkspaceChange({ data }), name: data.attributes.name };
}

export function decodeWorkspaceChange({
  data: { attributes = {}, relationships: related = {} },
}: Static<typeof workspaceChangeRequest>): WorkspaceChange {
  return {
    name: attributes.name,
    description: attributes.description,
    autoApply: attributes["auto-apply"],
    executionMode: attributes["execution-mode"],
    terraformVersion: attributes["terraform-version"],
    workingDirectory: attributes["working-directory"],
    projectId: related.project?.data.id,
  };
}

export function encodeWorkspace(
  workspace: WorkspaceDetails,
  actor: Actor,
  access: Access,
): Static<typeof workspaceResource> {
  const self = subject("workspace", workspace);
  const canUpdate = access.permits(actor, "update", self);
  const canRun = access.permits(actor, "create", anySubject("run", workspace.organization));
  return {
    id: workspace.id,
    type: "workspaces",
    attributes: {
      name: workspace.name,
      description: workspace.description,
      "auto-apply": workspace.autoApply,
      "execution-mode": workspace.executionMode,
      operations: workspace.executionMode !== "local",
      "terraform-version": workspace.terraformVersion,
      "working-directory": workspace.workingDirectory,
      "structured-run-output-enabled": false,
      locked: false,
      "tag-names": [],
      "vcs-repo": null,
      "created-at": encodeTime(workspace.createdAt),
      "updated-at": encodeTime(workspace.updatedAt),
      actions: { "is-destroyable": true },
      permissions: {
        "can-update": canUpdate,
        "can-destroy": access.permits(actor, "delete", self),
        "can-queue-run": canRun,
        "can-queue-apply": canRun,
        "can-queue-destroy": canRun,
        "can-read-settings": access.permits(actor, "read", self),
        "can-lock": canUpdate,
        "can-unlock": canUpdate,
        "can-force-unlock": canUpdate,
      },
    },
    relationships: {
      organization: { data: { id: workspace.organization, type: "organizations" } },
      project: { data: { id: workspace.projectId, type: "projects" } },
      "current-run": {
        data: workspace.currentRunId === null ? null : { id: workspace.currentRunId, type: "runs" },
      },
    },
    links: {
      self: `/api/v2/organizations/${workspace.organization}/workspaces/${workspace.name}`,
    },
  };
}
