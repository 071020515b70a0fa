import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { UserId } from "../users/user.js";
import type {
  OrganizationMembership,
  OrganizationMembershipDetails,
  OrganizationMembershipId,
} from "./organization-membership.js";

export interface OrganizationMembershipQuery {
  /** Part of the username or of the address, whatever the case. */
  readonly search?: string | undefined;
  /** Only these addresses, in lower case. */
  readonly emails?: readonly string[] | undefined;
}

export interface OrganizationMembershipStore {
  /** @throws NotFound */
  get(id: OrganizationMembershipId): Promise<OrganizationMembershipDetails>;
  getMany(
    ids: readonly OrganizationMembershipId[],
  ): Promise<readonly OrganizationMembershipDetails[]>;
  find(organization: OrganizationName, userId: UserId): Promise<OrganizationMembership | null>;
  /** By username. */
  list(
    organization: OrganizationName,
    query: OrganizationMembershipQuery,
    page: PageRequest,
  ): Promise<Page<OrganizationMembershipDetails>>;
  insert(membership: OrganizationMembership): Promise<void>;
  /** Ends it, also in every team of the organization. */
  delete(id: OrganizationMembershipId): Promise<void>;
}
