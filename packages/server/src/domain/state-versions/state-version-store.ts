import type { Page, PageRequest } from "../page.js";
import type { WorkspaceId } from "../workspaces/workspace.js";
import type {
  StateVersion,
  StateVersionId,
  StateVersionOutput,
  StateVersionStatus,
} from "./state-version.js";

/** Nothing of it is locked by itself: whoever changes a version has locked its workspace. */
export interface StateVersionStore {
  /** @throws NotFound */
  get(id: StateVersionId): Promise<StateVersion>;
  /** Those that exist, in any order. */
  getMany(ids: readonly StateVersionId[]): Promise<readonly StateVersion[]>;
  /** The newest of a workspace that is finalized; null when there is none. */
  current(workspaceId: WorkspaceId): Promise<StateVersion | null>;
  /** Those of a workspace that are still pending, the newest first. */
  pending(workspaceId: WorkspaceId): Promise<readonly StateVersion[]>;
  /** The newest first; only those with one of these statuses, if any are named. */
  list(
    workspaceId: WorkspaceId,
    statuses: readonly StateVersionStatus[] | undefined,
    page: PageRequest,
  ): Promise<Page<StateVersion>>;
  /** It is newer than all that are there. */
  insert(version: StateVersion): Promise<void>;
  save(version: StateVersion): Promise<void>;
  /** In the order in which `listOutputs` gives them. */
  insertOutputs(outputs: readonly StateVersionOutput[]): Promise<void>;
  /** @throws NotFound */
  getOutput(id: string): Promise<StateVersionOutput>;
  listOutputs(id: StateVersionId, page: PageRequest): Promise<Page<StateVersionOutput>>;
  /** All of them, in the same order. */
  outputsOf(id: StateVersionId): Promise<readonly StateVersionOutput[]>;
  /** All of each of these versions, in the same order. */
  outputsOfMany(
    ids: readonly StateVersionId[],
  ): Promise<(id: StateVersionId) => readonly StateVersionOutput[]>;
  /** The bytes of the values of all outputs of these versions. */
  sizeOfOutputs(ids: readonly StateVersionId[]): Promise<number>;
}
