import type { Access } from "../../../domain/access/access.js";
import type { Actor } from "../../../domain/access/actor.js";
import { type Noun, subject, subjectIn } from "../../../domain/access/subject.js";
import {
  LINE_LIMIT,
  LINE_PATTERN,
  NAME_LIMIT,
  NAME_PATTERN,
  TEXT_LIMIT,
} from "../../../domain/names.js";
import type { StateVersionOutput } from "../../../domain/state-versions/state-version.js";
import type { EffectiveBinding } from "../../../domain/tags/binding-service.js";
import type { TagDraft } from "../../../domain/tags/tag.js";
import {
  EXECUTION_MODES,
  type WorkspaceChange,
  type WorkspaceDetails,
  type WorkspaceDraft,
} from "../../../domain/workspaces/workspace.js";
import type { WorkspaceLock } from "../../../domain/workspaces/workspace-lock.js";
import {
  changeOf,
  identifier,
  requestOf,
  resource,
  toMany,
  toOne,
  toOneOrNone,
} from "../documents.js";
import {
  anyOf,
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
  whole,
} from "../schemas.js";
import {
  bindingsRelationship,
  decodeBindings,
  decodeTags,
  tagsRelationship,
} from "../tags/wire.js";
import { encodeTime } from "../timestamps.js";
import { decodeSettings, encodeSettings, keptSettings, shownSettings } from "./settings-wire.js";

export const workspaceResource = resource("Workspace", "workspaces", {
  attributes: object({
    name: text(),
    description: textOrNull(),
    "auto-apply": truth(),
    "execution-mode": oneOf(EXECUTION_MODES),
    operations: truth({ description: "False when the execution mode is local." }),
    "terraform-version": text(),
    "working-directory": textOrNull(),
    ...shownSettings,
    source: exactly("tfe-api"),
    "setting-overwrites": object({ "execution-mode": truth(), "agent-pool": truth() }),
    locked: truth(),
    "locked-reason": textOrNull(),
    "tag-names": list(text()),
    "vcs-repo": onlyNull(),
    "resource-count": whole({ description: "Instances of resources that its state knows of." }),
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
      "can-force-delete": truth({ description: "Deleting it whatever it manages." }),
      "can-manage-tags": truth(),
      "can-read-state-outputs": truth(),
      "can-read-state-versions": truth(),
      "can-create-state-versions": truth(),
    }),
  }),
  relationships: object({
    organization: toOne("organizations"),
    project: toOne("projects"),
    "current-run": toOneOrNone("runs"),
    "current-configuration-version": toOneOrNone("configuration-versions"),
    "current-state-version": toOneOrNone("state-versions"),
    "locked-by": object({ data: anyOf(identifier("users"), identifier("teams"), onlyNull()) }),
    "effective-tag-bindings": optional(toMany("effective-tag-bindings")),
    outputs: optional(toMany("workspace-outputs")),
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

const relationships = {
  project: optional(toOne("projects")),
  tags: optional(tagsRelationship),
  "tag-bindings": optional(bindingsRelationship),
};

export const workspaceRequest = requestOf(
  "WorkspaceRequest",
  "workspaces",
  { name, ...settings, ...keptSettings },
  relationships,
);
export const workspaceChangeRequest = changeOf(
  "WorkspaceChangeRequest",
  "workspaces",
  { name: optional(name), ...settings, ...keptSettings },
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
    settings: decodeSettings(attributes),
    tags: decodeTagsOf(related),
  };
}

/** Tags by name alone and bindings are the same thing, however they are stated. */
function decodeTagsOf(
  related: NonNullable<Static<typeof workspaceChangeRequest>["data"]["relationships"]>,
): TagDraft[] | undefined {
  const { tags, "tag-bindings": bindings } = related;
  if (tags === undefined && bindings === undefined) return undefined;
  return [
    ...(tags === undefined ? [] : decodeTags(tags)),
    ...(bindings === undefined ? [] : decodeBindings(bindings)),
  ];
}

function encodeLockHolder(lock: WorkspaceLock | null) {
  if (lock === null) return null;
  const { kind, id } = lock.by;
  return kind === "user" ? ({ id, type: "users" } as const) : ({ id, type: "teams" } as const);
}

export function encodeWorkspace(
  workspace: WorkspaceDetails,
  actor: Actor,
  access: Access,
): Static<typeof workspaceResource> {
  const self = subject("workspace", workspace);
  const canUpdate = access.permits(actor, "update", self);
  const { id: workspaceId, organization, projectId } = workspace;
  const within = (noun: Noun) => subjectIn(noun, { organization, workspaceId, projectId });
  const canRun = access.permits(actor, "create", within("run"));
  const canApply = access.permits(actor, "apply", within("run"));
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
      ...encodeSettings(workspace.settings),
      source: "tfe-api",
      "setting-overwrites": { "execution-mode": true, "agent-pool": true },
      locked: workspace.lock !== null,
      "locked-reason": workspace.lock?.reason || null,
      "tag-names": workspace.tags.filter(({ value }) => value === "").map(({ key }) => key),
      "vcs-repo": null,
      "resource-count": workspace.resourceCount,
      "created-at": encodeTime(workspace.createdAt),
      "updated-at": encodeTime(workspace.updatedAt),
      actions: { "is-destroyable": true },
      permissions: {
        "can-update": canUpdate,
        "can-destroy": access.permits(actor, "delete", self),
        "can-queue-run": canRun,
        "can-queue-apply": canApply,
        "can-queue-destroy": canApply,
        "can-read-settings": access.permits(actor, "read", self),
        "can-lock": access.permits(actor, "lock", self),
        "can-unlock": access.permits(actor, "lock", self),
        "can-force-unlock": access.permits(actor, "force unlock", self),
        "can-force-delete": access.permits(actor, "delete", self),
        "can-manage-tags": access.permits(actor, "manage tags", self),
        "can-read-state-outputs": access.permits(actor, "read", within("state version output")),
        "can-read-state-versions": access.permits(actor, "read", within("state version")),
        "can-create-state-versions": access.permits(actor, "create", within("state version")),
      },
    },
    relationships: {
      organization: { data: { id: workspace.organization, type: "organizations" } },
      project: { data: { id: workspace.projectId, type: "projects" } },
      "current-run": {
        data: workspace.currentRunId === null ? null : { id: workspace.currentRunId, type: "runs" },
      },
      "current-configuration-version": {
        data:
          workspace.currentConfigurationVersionId === null
            ? null
            : { id: workspace.currentConfigurationVersionId, type: "configuration-versions" },
      },
      "current-state-version": {
        data:
          workspace.currentStateVersionId === null
            ? null
            : { id: workspace.currentStateVersionId, type: "state-versions" },
      },
      "locked-by": { data: encodeLockHolder(workspace.lock) },
    },
    links: {
      self: `/api/v2/organizations/${workspace.organization}/workspaces/${workspace.name}`,
    },
  };
}

/** A workspace with the relationships that are shown on demand only. */
export function withMembers(
  workspace: Static<typeof workspaceResource>,
  bindings: readonly EffectiveBinding[] | undefined,
  outputs: readonly StateVersionOutput[] | undefined,
): Static<typeof workspaceResource> {
  const members = <const Name extends string>(type: Name, all: readonly { id: string }[]) => ({
    data: all.map(({ id }) => ({ id, type })),
  });
  return {
    ...workspace,
    relationships: {
      ...workspace.relationships,
      ...(bindings && { "effective-tag-bindings": members("effective-tag-bindings", bindings) }),
      ...(outputs && { outputs: members("workspace-outputs", outputs) }),
    },
  };
}
