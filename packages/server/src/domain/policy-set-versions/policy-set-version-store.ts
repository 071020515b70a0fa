import type { Instant } from "../clock.js";
import type { Page, PageRequest } from "../page.js";
import type { PolicySetId } from "../policy-sets/policy-set.js";
import type { PolicySetVersion, PolicySetVersionId } from "./policy-set-version.js";

export interface SupersededQuery {
  /** How many of the newest are none of them; 1 at least. */
  readonly kept: number;
  /** What was made before no longer awaits its upload. */
  readonly uploadsSince: Instant;
  readonly limit: number;
}

export interface PolicySetVersionStore {
  /** @throws NotFound */
  get(id: PolicySetVersionId): Promise<PolicySetVersion>;
  /** As `get`, and no other transaction changes it until this one ends. */
  getForUpdate(id: PolicySetVersionId): Promise<PolicySetVersion>;
  /** Those that exist, in any order. */
  getMany(ids: readonly PolicySetVersionId[]): Promise<readonly PolicySetVersion[]>;
  /** The newest first. */
  list(policySetId: PolicySetId, page: PageRequest): Promise<Page<PolicySetVersion>>;
  /** The sets that have versions, in the order of their ids, those after one of them. */
  setsAfter(id: PolicySetId, limit: number): Promise<readonly PolicySetId[]>;
  /**
   * Of the versions of a set beyond its newest ones those that nobody needs, the oldest first: not the
   * newest that is ready, none that awaits its upload, none that a run is to be checked with.
   */
  superseded(
    policySetId: PolicySetId,
    query: SupersededQuery,
  ): Promise<readonly PolicySetVersion[]>;
  delete(id: PolicySetVersionId): Promise<void>;
  insert(version: PolicySetVersion): Promise<void>;
  save(version: PolicySetVersion): Promise<void>;
}
