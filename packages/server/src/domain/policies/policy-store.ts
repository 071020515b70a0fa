import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { Policy, PolicyDetails, PolicyId, PolicyKind } from "./policy.js";

export interface PolicySort {
  readonly by: "name" | "updatedAt";
  readonly descending: boolean;
}

export interface PolicyQuery {
  /** Keeps those whose name contains it, whatever the case of its letters. */
  readonly search?: string | undefined;
  readonly kind?: string | undefined;
  /** The first key counts most; by name when there is none. */
  readonly sort: readonly PolicySort[];
}

export interface PolicyStore {
  /** @throws NotFound */
  get(id: PolicyId): Promise<PolicyDetails>;
  /** As `get`, and no other transaction changes it until this one ends. */
  getForUpdate(id: PolicyId): Promise<PolicyDetails>;
  /** Those that exist, by name. */
  getMany(ids: readonly PolicyId[]): Promise<readonly PolicyDetails[]>;
  /** Those that are in no set, by name. */
  withoutSets(
    organization: OrganizationName,
    kind: PolicyKind,
  ): Promise<readonly { readonly id: PolicyId; readonly name: string }[]>;
  isNameTaken(organization: OrganizationName, name: string): Promise<boolean>;
  list(
    organization: OrganizationName,
    query: PolicyQuery,
    page: PageRequest,
  ): Promise<Page<PolicyDetails>>;
  insert(policy: Policy): Promise<void>;
  save(policy: Policy): Promise<void>;
  /** Deletes it and its membership in sets. */
  delete(id: PolicyId): Promise<void>;
}
