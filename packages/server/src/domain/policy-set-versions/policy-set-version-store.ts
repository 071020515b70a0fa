import type { Page, PageRequest } from "../page.js";
import type { PolicySetId } from "../policy-sets/policy-set.js";
import type { PolicySetVersion, PolicySetVersionId } from "./policy-set-version.js";

export interface PolicySetVersionStore {
  /** @throws NotFound */
  get(id: PolicySetVersionId): Promise<PolicySetVersion>;
  /** As `get`, and no other transaction changes it until this one ends. */
  getForUpdate(id: PolicySetVersionId): Promise<PolicySetVersion>;
  /** Those that exist, in any order. */
  getMany(ids: readonly PolicySetVersionId[]): Promise<readonly PolicySetVersion[]>;
  /** The newest first. */
  list(policySetId: PolicySetId, page: PageRequest): Promise<Page<PolicySetVersion>>;
  insert(version: PolicySetVersion): Promise<void>;
  save(version: PolicySetVersion): Promise<void>;
}
