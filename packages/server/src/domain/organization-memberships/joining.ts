import type { Environment } from "../environment.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Transaction } from "../store.js";
import type { User } from "../users/user.js";
import type { OrganizationMembership } from "./organization-membership.js";

/** Makes somebody a member of an organization, unless he is one. */
export async function joinOrganization(
  tx: Transaction,
  organization: OrganizationName,
  user: Pick<User, "id">,
  { ids, clock }: Pick<Environment, "ids" | "clock">,
): Promise<OrganizationMembership> {
  const known = await tx.organizationMemberships.find(organization, user.id);
  if (known !== null) return known;
  const membership: OrganizationMembership = {
    id: ids.next("ou"),
    organization,
    userId: user.id,
    createdAt: clock.now(),
  };
  await tx.organizationMemberships.insert(membership);
  return membership;
}
