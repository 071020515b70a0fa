import type { Actor } from "../access/actor.js";
import { subject } from "../access/subject.js";
import type { Environment } from "../environment.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { User, UserId } from "./user.js";

/** Those of these users whom the actor may see as members of one of the organizations; null is nobody. */
export async function readableUsers(
  { store, access }: Environment,
  actor: Actor,
  ids: readonly (UserId | null)[],
  organizations: readonly OrganizationName[],
): Promise<readonly User[]> {
  const named = [...new Set(ids)].filter((id): id is UserId => id !== null);
  const users = await store.read((tx) => tx.users.getMany(named));
  const places = [...new Set(organizations)];
  return users.filter(({ id }) =>
    places.some((organization) =>
      access.permits(actor, "read", subject("user", { id, organization })),
    ),
  );
}
