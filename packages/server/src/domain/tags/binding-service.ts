import type { Actor } from "../access/actor.js";
import { subject, type Verb } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { Environment } from "../environment.js";
import type { JsonValue } from "../json.js";
import type { ProjectId } from "../projects/project.js";
import type { Transaction } from "../store.js";
import type { Workspace } from "../workspaces/workspace.js";
import { BINDING_LIMIT, effectiveTags, type TagBinding, type TagDraft } from "./tag.js";
import type { TaggedKind } from "./tag-store.js";
import {
  addTags,
  bindingsOf,
  removeTags,
  replaceTags,
  type Tagged,
  type TagLimit,
} from "./tagging.js";

/** What a workspace or project is tagged with. */
export class BindingService {
  constructor(private readonly environment: Environment) {}

  /** By key. */
  async list(actor: Actor, kind: TaggedKind, id: string): Promise<readonly TagBinding[]> {
    return this.environment.store.read(async (tx) => {
      await this.find(tx, actor, "read", kind, id);
      return bindingsOf(tx, { kind, id });
    });
  }

  /** Its own, and those of its project that it does not have itself; a project inherits nothing. */
  async effective(
    actor: Actor,
    kind: TaggedKind,
    id: string,
  ): Promise<readonly EffectiveBinding[]> {
    return this.environment.store.read(async (tx) => {
      const { projectId } = await this.find(tx, actor, "read", kind, id);
      const own = await bindingsOf(tx, { kind, id });
      const inherited =
        projectId === null ? [] : await bindingsOf(tx, { kind: "project", id: projectId });
      return withOrigin(own, inherited, projectId);
    });
  }

  /** Those that count for each of these workspaces, which the actor has been shown. */
  async effectiveOf(
    workspaces: readonly Workspace[],
  ): Promise<(workspace: Workspace) => readonly EffectiveBinding[]> {
    return this.environment.store.read(async (tx) => {
      const projects = [...new Set(workspaces.map(({ projectId }) => projectId))];
      const inherited = await tx.tags.bindingsOf("project", projects);
      const own = await tx.tags.bindingsOf(
        "workspace",
        workspaces.map(({ id }) => id),
      );
      return ({ id, projectId }) => withOrigin(own(id), inherited(projectId), projectId);
    });
  }

  /** Adds tags, and gives those that are there the new value. In the order of the drafts. */
  async add(
    actor: Actor,
    kind: TaggedKind,
    id: string,
    drafts: readonly TagDraft[],
    limit: TagLimit = { field: "tagBindings", limit: BINDING_LIMIT },
  ): Promise<readonly TagBinding[]> {
    return this.change(actor, kind, id, { added: drafts.map(spoken) }, (tx, tagged) =>
      addTags(tx, tagged, drafts, limit, this.environment),
    );
  }

  async replace(
    actor: Actor,
    kind: TaggedKind,
    id: string,
    drafts: readonly TagDraft[],
  ): Promise<void> {
    const limit = { field: "tagBindings", limit: BINDING_LIMIT };
    return this.change(actor, kind, id, { tags: drafts.map(spoken) }, (tx, tagged) =>
      replaceTags(tx, tagged, drafts, limit, this.environment),
    );
  }

  /** What is not there is ignored. */
  async remove(
    actor: Actor,
    kind: TaggedKind,
    id: string,
    drafts: readonly TagDraft[],
  ): Promise<void> {
    return this.change(actor, kind, id, { removed: drafts.map(spoken) }, (tx, tagged) =>
      removeTags(tx, tagged, drafts),
    );
  }

  private async change<Result>(
    actor: Actor,
    kind: TaggedKind,
    id: string,
    details: { readonly [key: string]: JsonValue },
    change: (tx: Transaction, tagged: Tagged) => Promise<Result>,
  ): Promise<Result> {
    const { store, clock } = this.environment;
    return store.transaction(async (tx) => {
      await tx[kind === "workspace" ? "workspaces" : "projects"].getForUpdate(id);
      const { organization } = await this.find(tx, actor, "manage tags", kind, id);
      const result = await change(tx, { kind, id, organization });
      const about = subject(kind, { id, organization });
      await tx.audit.append(auditEntry(clock.now(), actor, "manage tags", about, details));
      return result;
    });
  }

  private async find(
    tx: Transaction,
    actor: Actor,
    verb: Verb,
    kind: TaggedKind,
    id: string,
  ): Promise<{ readonly organization: string; readonly projectId: ProjectId | null }> {
    const { access } = this.environment;
    if (kind === "project") {
      const project = await tx.projects.get(id);
      access.require(actor, verb, subject("project", project));
      return { organization: project.organization, projectId: null };
    }
    const workspace = await tx.workspaces.get(id);
    access.require(actor, verb, subject("workspace", workspace));
    return workspace;
  }
}

export interface EffectiveBinding extends TagBinding {
  /** Null for what is its own. */
  readonly inheritedFrom: ProjectId | null;
}

function withOrigin(
  own: readonly TagBinding[],
  ofProject: readonly TagBinding[],
  projectId: ProjectId | null,
): readonly EffectiveBinding[] {
  const tags = effectiveTags(own, ofProject);
  return [
    ...tags.own.map((binding) => ({ ...binding, inheritedFrom: null })),
    ...tags.inherited.map((binding) => ({ ...binding, inheritedFrom: projectId })),
  ];
}

function spoken(draft: TagDraft): string {
  if ("tagId" in draft) return draft.tagId;
  return draft.value === "" ? draft.key : `${draft.key}=${draft.value}`;
}
