import type { Page, PageRequest } from "../page.js";
import type { Organization, OrganizationName } from "./organization.js";

export interface OrganizationStore {
  /** @throws NotFound */
  get(name: OrganizationName): Promise<Organization>;
  /** As `get`, and no other transaction changes it until this one ends. */
  getForUpdate(name: OrganizationName): Promise<Organization>;
  exists(name: OrganizationName): Promise<boolean>;
  /** By name; only those of these names unless it is "all". */
  list(names: "all" | readonly OrganizationName[], page: PageRequest): Promise<Page<Organization>>;
  insert(organization: Organization): Promise<void>;
  /** Saves changes; `name` is the one it was found by. A new name follows into everything it has. */
  save(name: OrganizationName, organization: Organization): Promise<void>;
  /** Deletes it with everything it has. */
  delete(name: OrganizationName): Promise<void>;
}
