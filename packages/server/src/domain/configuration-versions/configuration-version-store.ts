import type { Page, PageRequest } from "../page.js";
import type { RunStatus } from "../runs/run.js";
import type { WorkspaceId } from "../workspaces/workspace.js";
import type { ConfigurationVersion, ConfigurationVersionId } from "./configuration-version.js";

export interface ConfigurationVersionStore {
  /** @throws NotFound */
  get(id: ConfigurationVersionId): Promise<ConfigurationVersion>;
  /** As `get`, and no other transaction changes it until this one ends. */
  getForUpdate(id: ConfigurationVersionId): Promise<ConfigurationVersion>;
  /** Those that exist, in any order. */
  getMany(ids: readonly ConfigurationVersionId[]): Promise<readonly ConfigurationVersion[]>;
  /** The newest first. */
  list(workspaceId: WorkspaceId, page: PageRequest): Promise<Page<ConfigurationVersion>>;
  /** The statuses that the runs of a version are in, each once. */
  statusesOfRuns(id: ConfigurationVersionId): Promise<readonly RunStatus[]>;
  insert(version: ConfigurationVersion): Promise<void>;
  save(version: ConfigurationVersion): Promise<void>;
}
