import type { Places } from "../access/access.js";
import type { Instant } from "../clock.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { WorkspaceId } from "../workspaces/workspace.js";
import type { StandingOverride, StandingOverrideId } from "./standing-override.js";

export interface StandingOverrideQuery {
  /** Only those of these workspaces and of those of these projects, unless it is "all". */
  readonly within: "all" | Places;
  readonly workspaceId?: string | undefined;
  readonly policySetId?: string | undefined;
}

/** They are gone with their workspace, with their policy set and with their policy. */
export interface StandingOverrideStore {
  /** @throws NotFound */
  get(id: StandingOverrideId): Promise<StandingOverride>;
  /** Those of an organization that have not expired, the latest first. */
  list(
    organization: OrganizationName,
    query: StandingOverrideQuery,
    now: Instant,
    page: PageRequest,
  ): Promise<Page<StandingOverride>>;
  /** Those of a workspace that have not expired. */
  ofWorkspace(workspaceId: WorkspaceId, now: Instant): Promise<readonly StandingOverride[]>;
  /** In place of the one that stands for the same policy of the same set in the same workspace. */
  put(standing: StandingOverride): Promise<void>;
  delete(id: StandingOverrideId): Promise<void>;
  /** Removes `limit` of those that have expired at most, and says how many. */
  deleteExpired(now: Instant, limit: number): Promise<number>;
}
