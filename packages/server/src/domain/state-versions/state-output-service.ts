import type { Actor } from "../access/actor.js";
import { subject, subjectIn } from "../access/subject.js";
import type { Environment } from "../environment.js";
import { NotFound } from "../errors.js";
import type { Page, PageRequest } from "../page.js";
import type { WorkspaceDetails, WorkspaceId } from "../workspaces/workspace.js";
import type { StateVersion, StateVersionId, StateVersionOutput } from "./state-version.js";

/** LIMIT: the values of outputs of several workspaces at once, in bytes; those of one are always below it. */
export const TOGETHER_LIMIT = 16 * 1024 * 1024;

/** What states say to the outside. It takes less to see that than to see the states. */
export class StateOutputService {
  constructor(private readonly environment: Environment) {}

  async list(
    actor: Actor,
    id: StateVersionId,
    page: PageRequest,
  ): Promise<Page<StateVersionOutput>> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const version = await tx.stateVersions.get(id);
      access.require(actor, "list", subjectIn("state version output", version));
      return tx.stateVersions.listOutputs(id, page);
    });
  }

  /** All outputs of a version that the actor has been shown. */
  async allOf({ id }: StateVersion): Promise<readonly StateVersionOutput[]> {
    return this.environment.store.read((tx) => tx.stateVersions.outputsOf(id));
  }

  /** @throws NotFound when the workspace has no state yet */
  async current(actor: Actor, workspaceId: WorkspaceId): Promise<readonly StateVersionOutput[]> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const { organization, projectId } = await tx.workspaces.get(workspaceId);
      const outputs = subjectIn("state version output", { organization, workspaceId, projectId });
      access.require(actor, "list", outputs);
      const current = await tx.stateVersions.current(workspaceId);
      if (current === null) throw new NotFound("state version", `of workspace ${workspaceId}`);
      return tx.stateVersions.outputsOf(current.id);
    });
  }

  /**
   * The current outputs of each of these workspaces, as far as the actor may read them; null when they
   * are above TOGETHER_LIMIT.
   */
  async currentOf(
    actor: Actor,
    workspaces: readonly WorkspaceDetails[],
  ): Promise<((workspace: WorkspaceDetails) => readonly StateVersionOutput[]) | null> {
    const { store, access } = this.environment;
    const permitted = workspaces.filter(({ id: workspaceId, organization, projectId }) => {
      const place = { organization, workspaceId, projectId };
      return access.permits(actor, "list", subjectIn("state version output", place));
    });
    const ids = permitted.flatMap(({ currentStateVersionId }) => currentStateVersionId ?? []);
    return store.read(async (tx) => {
      if ((await tx.stateVersions.sizeOfOutputs(ids)) > TOGETHER_LIMIT) return null;
      const outputs = await tx.stateVersions.outputsOfMany(ids);
      return ({ currentStateVersionId: id }: WorkspaceDetails) => (id === null ? [] : outputs(id));
    });
  }

  async get(actor: Actor, id: string): Promise<StateVersionOutput> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const output = await tx.stateVersions.getOutput(id);
      const version = await tx.stateVersions.get(output.stateVersionId);
      access.require(actor, "read", subject("state version output", { ...version, id }));
      return output;
    });
  }
}
