import type { Access } from "../access/access.js";
import type { Actor } from "../access/actor.js";
import { anySubject, subject, subjectIn } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import { isEmptyChange } from "../change.js";
import type { Environment } from "../environment.js";
import { Conflict, Forbidden, Invalid, type Problem } from "../errors.js";
import { TAKEN } from "../names.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { ProjectId } from "../projects/project.js";
import type { Transaction } from "../store.js";
import { BINDING_LIMIT, type TagDraft } from "../tags/tag.js";
import { replaceTags } from "../tags/tagging.js";
import {
  createWorkspace,
  updateWorkspace,
  type Workspace,
  type WorkspaceChange,
  type WorkspaceDetails,
  type WorkspaceDraft,
  type WorkspaceId,
  workspaceProblems,
} from "./workspace.js";
import type { WorkspaceQuery } from "./workspace-store.js";

/** How a request names a workspace: by its id, or by its name within an organization. */
export type WorkspaceKey =
  | { readonly id: WorkspaceId }
  | { readonly organization: OrganizationName; readonly name: string };

export class WorkspaceService {
  constructor(private readonly environment: Environment) {}

  async list(
    actor: Actor,
    organization: OrganizationName,
    query: WorkspaceQuery,
    page: PageRequest,
  ): Promise<Page<WorkspaceDetails>> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "list", anySubject("workspace", organization));
      const within = access.workspacesOf(actor, organization);
      return tx.workspaces.list(organization, { ...query, within }, page);
    });
  }

  async get(actor: Actor, key: WorkspaceKey): Promise<WorkspaceDetails> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const workspace = await find(tx, key);
      access.require(actor, "read", subject("workspace", workspace));
      return workspace;
    });
  }

  /** Those of the given ones that exist and that the actor may read. */
  async readable(actor: Actor, ids: readonly WorkspaceId[]): Promise<readonly WorkspaceDetails[]> {
    const { store, access } = this.environment;
    const found = await store.read((tx) => tx.workspaces.getMany(ids));
    return found.filter((each) => access.permits(actor, "read", subject("workspace", each)));
  }

  async create(
    actor: Actor,
    organization: OrganizationName,
    draft: WorkspaceDraft,
  ): Promise<WorkspaceDetails> {
    const { store, access, clock, ids } = this.environment;
    return store.transaction(async (tx) => {
      const { defaultProjectId } = await tx.organizations.get(organization);
      const workspace = createWorkspace(draft, {
        id: ids.next("ws"),
        organization,
        projectId: draft.projectId ?? defaultProjectId,
        createdAt: clock.now(),
      });
      const { projectId } = workspace;
      access.require(actor, "create", subjectIn("workspace", { organization, projectId }));
      await refuseInvalid(tx, workspace, null);
      await tx.workspaces.insert(workspace);
      await this.retag(tx, workspace, draft.tags);
      await tx.audit.append(
        auditEntry(workspace.createdAt, actor, "create", subject("workspace", workspace), {
          name: workspace.name,
        }),
      );
      return tx.workspaces.get(workspace.id);
    });
  }

  async update(
    actor: Actor,
    key: WorkspaceKey,
    change: WorkspaceChange,
  ): Promise<WorkspaceDetails> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const workspace = await tx.workspaces.getForUpdate((await find(tx, key)).id);
      access.require(actor, "update", subject("workspace", workspace));
      if (isEmptyChange(change)) return workspace;
      const updated = updateWorkspace(workspace, change, clock.now());
      if (updated.projectId !== workspace.projectId) requireMove(access, actor, workspace, updated);
      await refuseInvalid(tx, updated, workspace);
      await tx.workspaces.save(updated);
      await this.retag(tx, updated, change.tags);
      await tx.audit.append(
        auditEntry(updated.updatedAt, actor, "update", subject("workspace", updated), {
          name: updated.name,
        }),
      );
      return tx.workspaces.get(workspace.id);
    });
  }

  async delete(actor: Actor, key: WorkspaceKey): Promise<void> {
    return this.deleteIf(actor, key, () => {});
  }

  /** @throws Conflict while somebody holds its lock or it manages resources */
  async deleteSafely(actor: Actor, key: WorkspaceKey): Promise<void> {
    return this.deleteIf(actor, key, requireSafety);
  }

  private async deleteIf(
    actor: Actor,
    key: WorkspaceKey,
    check: (workspace: WorkspaceDetails) => void,
  ): Promise<void> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const workspace = await tx.workspaces.getForUpdate((await find(tx, key)).id);
      access.require(actor, "delete", subject("workspace", workspace));
      check(workspace);
      await tx.workspaces.delete(workspace.id);
      await tx.audit.append(
        auditEntry(clock.now(), actor, "delete", subject("workspace", workspace), {
          name: workspace.name,
        }),
      );
    });
  }

  /** All of them or none. @throws Forbidden when the actor may not move one of them there */
  async moveTo(actor: Actor, projectId: ProjectId, ids: readonly WorkspaceId[]): Promise<void> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const project = await tx.projects.get(projectId);
      access.require(actor, "read", subject("project", project));
      const { organization } = project;
      const canCreate = access.permits(
        actor,
        "create",
        subjectIn("workspace", { organization, projectId }),
      );
      const found = new Map((await tx.workspaces.getMany(ids)).map((each) => [each.id, each]));
      const immovable = ids.filter((id) => {
        const workspace = found.get(id);
        return !(
          canCreate &&
          workspace?.organization === organization &&
          access.permits(actor, "move", subject("workspace", workspace))
        );
      });
      if (immovable.length > 0) throw new Forbidden(notMovable(immovable));
      for (const workspace of found.values()) {
        const moved = updateWorkspace(workspace, { projectId }, clock.now());
        await tx.workspaces.save(moved);
        await tx.audit.append(
          auditEntry(moved.updatedAt, actor, "move", subject("workspace", moved), {
            name: moved.name,
            from: workspace.projectId,
            to: projectId,
          }),
        );
      }
    });
  }

  /** Gives a workspace these tags and no others, if any list of tags was stated. */
  private async retag(
    tx: Transaction,
    { id, organization }: Workspace,
    tags: readonly TagDraft[] | undefined,
  ): Promise<void> {
    if (tags === undefined) return;
    const limit = { field: "tagBindings", limit: BINDING_LIMIT };
    await replaceTags(tx, { kind: "workspace", id, organization }, tags, limit, this.environment);
  }
}

/** COMPAT (client for Terraform Enterprise, errors of safe deletion): the word "locked" tells the two apart. */
function requireSafety({ lock, resourceCount }: WorkspaceDetails): void {
  if (lock !== null) {
    throw new Conflict("the workspace is locked: unlock it before it is deleted safely");
  }
  if (resourceCount === 0) return;
  throw new Conflict(
    "the workspace cannot be safely deleted because it is still managing resources: destroy them first, or delete it without safety",
  );
}

/** COMPAT (Projects API, Move Workspaces into a Project): this text. */
function notMovable(ids: readonly WorkspaceId[]): string {
  return `Workspace(s) not found, or you are not authorized to move them: ${ids.join(", ")}`;
}

/** COMPAT (permissions, project): to move takes a right at both ends. */
function requireMove(access: Access, actor: Actor, from: Workspace, to: Workspace): void {
  const isPermitted =
    access.permits(actor, "move", subject("workspace", from)) &&
    access.permits(actor, "create", subjectIn("workspace", to));
  if (isPermitted) return;
  throw new Invalid([{ field: "project", missing: { noun: "project", id: to.projectId } }]);
}

function find(tx: Transaction, key: WorkspaceKey): Promise<WorkspaceDetails> {
  return "id" in key
    ? tx.workspaces.get(key.id)
    : tx.workspaces.getByName(key.organization, key.name);
}

async function refuseInvalid(
  tx: Transaction,
  workspace: Workspace,
  former: Workspace | null,
): Promise<void> {
  const problems: Problem[] = workspaceProblems(workspace);
  const isRenamed = workspace.name !== former?.name;
  if (isRenamed && (await tx.workspaces.isNameTaken(workspace.organization, workspace.name))) {
    problems.push({ field: "name", message: TAKEN });
  }
  const project = await tx.projects.find(workspace.projectId);
  if (project?.organization !== workspace.organization) {
    problems.push({ field: "project", missing: { noun: "project", id: workspace.projectId } });
  }
  Invalid.throwIfAny(problems);
}
