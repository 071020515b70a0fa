import type { Actor } from "../access/actor.js";
import { userIdOf } from "../access/actor.js";
import { subject, subjectIn } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { BlobStore } from "../blobs/blob-store.js";
import type { Environment } from "../environment.js";
import { Invalid, NotFound } from "../errors.js";
import type { Page, PageRequest } from "../page.js";
import type { Transaction } from "../store.js";
import type { Workspace, WorkspaceId } from "../workspaces/workspace.js";
import { requireHolder } from "../workspaces/workspace-lock.js";
import { keepOutputs } from "./output-keeping.js";
import { discardPending } from "./pending-versions.js";
import type { StateReader } from "./state-reader.js";
import {
  createStateVersion,
  finalizeVersion,
  repeatVersion,
  requireSuccessor,
  STATE_LIMIT,
  type StateVersion,
  type StateVersionDraft,
  type StateVersionId,
  type StateVersionStatus,
} from "./state-version.js";

/** How a request names a workspace whose versions it wants to see. */
type WorkspaceKey =
  | { readonly id: WorkspaceId }
  | { readonly organization: string; readonly name: string };

export class StateVersionService {
  constructor(
    private readonly environment: Environment,
    private readonly blobs: BlobStore,
    private readonly reader: StateReader,
  ) {}

  async list(
    actor: Actor,
    key: WorkspaceKey,
    statuses: readonly StateVersionStatus[] | undefined,
    page: PageRequest,
  ): Promise<Page<StateVersion>> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const workspace =
        "id" in key
          ? await tx.workspaces.get(key.id)
          : await tx.workspaces.getByName(key.organization, key.name);
      access.require(actor, "list", statesOf(workspace));
      return tx.stateVersions.list(workspace.id, statuses, page);
    });
  }

  async get(actor: Actor, id: StateVersionId): Promise<StateVersion> {
    const { store, access } = this.environment;
    const version = await store.read((tx) => tx.stateVersions.get(id));
    access.require(actor, "read", subject("state version", version));
    return version;
  }

  /** Those of the given ones that exist and that the actor may read. */
  async readable(actor: Actor, ids: readonly StateVersionId[]): Promise<readonly StateVersion[]> {
    const { store, access } = this.environment;
    const found = await store.read((tx) => tx.stateVersions.getMany(ids));
    return found.filter((each) => access.permits(actor, "read", subject("state version", each)));
  }

  /** @throws NotFound when the workspace has no state yet */
  async current(actor: Actor, workspaceId: WorkspaceId): Promise<StateVersion> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const workspace = await tx.workspaces.get(workspaceId);
      access.require(actor, "list", statesOf(workspace));
      const current = await tx.stateVersions.current(workspaceId);
      if (current === null) throw new NotFound("state version", `of workspace ${workspaceId}`);
      return current;
    });
  }

  /** The state as Terraform keeps it, or as it prints it if that was sent, too. @throws NotFound */
  async content(
    actor: Actor,
    id: StateVersionId,
    form: "state" | "jsonState",
  ): Promise<Uint8Array> {
    const version = await this.get(actor, id);
    const blob = version[form];
    if (blob === null) throw new NotFound("state version", id);
    return this.blobs.read(blob);
  }

  /**
   * Makes a version, with its state or to be uploaded; what was to be uploaded before is discarded.
   *
   * @throws Conflict unless the actor holds the lock of the workspace, and where the state is another one
   * @throws OutOfDate when a newer state is there
   * @throws Unsupported when the state cannot be read or is not the one that was announced
   */
  async create(
    actor: Actor,
    workspaceId: WorkspaceId,
    draft: StateVersionDraft,
  ): Promise<StateVersion> {
    const { store, ids } = this.environment;
    const { state, jsonState } = draft;
    // Asked first, so that nobody has anything read in vain.
    await store.read((tx) => this.getWritable(tx, actor, workspaceId, draft));
    const received = state === undefined ? null : await this.reader.read(state, draft.md5);
    const json = jsonState === undefined ? null : await this.blobs.write(jsonState, STATE_LIMIT);
    return store.transaction(async (tx) => {
      await tx.workspaces.getForUpdate(workspaceId);
      const workspace = await this.getWritable(tx, actor, workspaceId, draft);
      const made = createStateVersion(draft, this.given(actor, workspace));
      const pending = { ...made, jsonState: json };
      const version =
        received === null ? pending : finalizeVersion(pending, received.state, received.summary);
      await discardPending(tx, workspaceId);
      await tx.stateVersions.insert(version);
      if (received !== null) await keepOutputs(tx, version.id, received.outputs, ids);
      await this.audit(tx, actor, version, { workspace: workspaceId });
      return version;
    });
  }

  /**
   * Makes the state of a former version the current one again.
   *
   * @throws Conflict unless the actor holds the lock of the workspace
   * @throws Invalid when there is no such version, or it has no state
   */
  async rollBack(
    actor: Actor,
    workspaceId: WorkspaceId,
    formerId: StateVersionId,
  ): Promise<StateVersion> {
    const { store, ids } = this.environment;
    return store.transaction(async (tx) => {
      await tx.workspaces.getForUpdate(workspaceId);
      const workspace = await this.getHeld(tx, actor, workspaceId);
      const [former] = await tx.stateVersions.getMany([formerId]);
      if (former?.workspaceId !== workspaceId || former.status !== "finalized") {
        const missing = { noun: "state version", id: formerId } as const;
        throw new Invalid([{ field: "rollbackStateVersion", missing }]);
      }
      const version = repeatVersion(former, this.given(actor, workspace));
      await discardPending(tx, workspaceId);
      await tx.stateVersions.insert(version);
      await keepOutputs(tx, version.id, await tx.stateVersions.outputsOf(former.id), ids);
      await this.audit(tx, actor, version, {
        workspace: workspaceId,
        rollbackOf: former.id,
      });
      return version;
    });
  }

  private given(actor: Actor, { id: workspaceId, projectId, organization }: Workspace) {
    const { ids, clock } = this.environment;
    const createdBy = userIdOf(actor);
    const id = ids.next("sv");
    return { id, workspaceId, projectId, organization, createdBy, createdAt: clock.now() };
  }

  private async getWritable(
    tx: Transaction,
    actor: Actor,
    workspaceId: WorkspaceId,
    draft: StateVersionDraft,
  ): Promise<Workspace> {
    const workspace = await this.getHeld(tx, actor, workspaceId);
    const run = draft.runId === undefined ? null : await tx.runs.find(draft.runId);
    if (draft.runId !== undefined && run?.workspaceId !== workspaceId) {
      throw new Invalid([{ field: "run", missing: { noun: "run", id: draft.runId } }]);
    }
    requireSuccessor(await tx.stateVersions.current(workspaceId), draft);
    return workspace;
  }

  private async getHeld(
    tx: Transaction,
    actor: Actor,
    workspaceId: WorkspaceId,
  ): Promise<Workspace> {
    const workspace = await tx.workspaces.get(workspaceId);
    this.environment.access.require(actor, "create", statesOf(workspace));
    requireHolder(workspace.lock, actor);
    return workspace;
  }

  private audit(
    tx: Transaction,
    actor: Actor,
    version: StateVersion,
    details: { readonly [key: string]: string },
  ): Promise<void> {
    const { serial, status, createdAt } = version;
    const about = subject("state version", version);
    return tx.audit.append(
      auditEntry(createdAt, actor, "create", about, { ...details, serial, status }),
    );
  }
}

function statesOf({ id, organization, projectId }: Workspace) {
  return subjectIn("state version", { organization, workspaceId: id, projectId });
}
