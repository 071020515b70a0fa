import type { Page, PageRequest } from "../page.js";
import type { PolicyKind } from "../policies/policy.js";
import type { ToolVersion, ToolVersionDetails, ToolVersionId } from "./tool-version.js";

export interface ToolVersionQuery {
  /** Keeps those whose version contains it. */
  readonly search?: string | undefined;
  /** Keeps the one that has exactly this version. */
  readonly version?: string | undefined;
}

export interface ToolVersionStore {
  /** @throws NotFound when there is none of that kind */
  get(kind: PolicyKind, id: ToolVersionId): Promise<ToolVersionDetails>;
  isVersionTaken(kind: PolicyKind, version: string): Promise<boolean>;
  /** By version, as texts are ordered. */
  list(
    kind: PolicyKind,
    query: ToolVersionQuery,
    page: PageRequest,
  ): Promise<Page<ToolVersionDetails>>;
  /** Those that a new policy set may be given: enabled, neither deprecated nor beta, in any order. */
  offered(kind: PolicyKind): Promise<readonly string[]>;
  insert(tool: ToolVersion): Promise<void>;
  save(tool: ToolVersion): Promise<void>;
  delete(id: ToolVersionId): Promise<void>;
}
