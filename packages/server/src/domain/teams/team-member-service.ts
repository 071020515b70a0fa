import type { Actor } from "../access/actor.js";
import { teamSubject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { Environment } from "../environment.js";
import { Conflict, Invalid, type Problem } from "../errors.js";
import { joinOrganization } from "../organization-memberships/joining.js";
import type { OrganizationMembershipId } from "../organization-memberships/organization-membership.js";
import type { Transaction } from "../store.js";
import type { User } from "../users/user.js";
import { isOwners, type TeamDetails, type TeamId } from "./team.js";

/** How a request names people: by username, or by their membership in the organization. */
export type MemberNames =
  | { readonly usernames: readonly string[] }
  | { readonly membershipIds: readonly OrganizationMembershipId[] };

/** Who is in a team. All of a request's people, or none of them. */
export class TeamMemberService {
  constructor(private readonly environment: Environment) {}

  async add(actor: Actor, id: TeamId, names: MemberNames): Promise<void> {
    const { store, access } = this.environment;
    return store.transaction(async (tx) => {
      const team = await tx.teams.getForUpdate(id);
      access.require(actor, "manage members", teamSubject(team));
      const users = await findUsers(tx, team, names);
      for (const user of users)
        await joinOrganization(tx, team.organization, user, this.environment);
      await tx.teams.addMembers(
        id,
        users.map((user) => user.id),
      );
      await this.record(tx, actor, team, { added: users.map(({ username }) => username) });
    });
  }

  /** Those who are no members are ignored. @throws Conflict when no owner would be left */
  async remove(actor: Actor, id: TeamId, names: MemberNames): Promise<void> {
    const { store, access } = this.environment;
    return store.transaction(async (tx) => {
      const team = await tx.teams.getForUpdate(id);
      access.require(actor, "manage members", teamSubject(team));
      const users = await findUsers(tx, team, names);
      const userIds = users.map((user) => user.id);
      refuseLastOwner(team, userIds);
      await tx.teams.removeMembers(id, userIds);
      await this.record(tx, actor, team, { removed: users.map(({ username }) => username) });
    });
  }

  private async record(
    tx: Transaction,
    actor: Actor,
    team: TeamDetails,
    people: { readonly [change: string]: string[] },
  ): Promise<void> {
    const now = this.environment.clock.now();
    await tx.audit.append(
      auditEntry(now, actor, "manage members", teamSubject(team), { name: team.name, ...people }),
    );
  }
}

/** @throws Conflict when the owners' team would be left without anybody */
export function refuseLastOwner(team: TeamDetails, leaving: readonly string[]): void {
  const isEmptied = team.userIds.length > 0 && team.userIds.every((each) => leaving.includes(each));
  if (isOwners(team) && isEmptied) {
    throw new Conflict("the last owner of an organization stays: add another one first");
  }
}

/** @throws Invalid naming everybody who does not exist, or is no member of the organization */
async function findUsers(
  tx: Transaction,
  team: TeamDetails,
  names: MemberNames,
): Promise<readonly User[]> {
  if ("usernames" in names) {
    const users = await tx.users.getManyByName(names.usernames);
    const found = new Set(users.map(({ username }) => username));
    refuseMissing("user", names.usernames, found);
    return users;
  }
  const memberships = await tx.organizationMemberships.getMany(names.membershipIds);
  const usable = memberships.filter(({ organization }) => organization === team.organization);
  const found = new Set(usable.map(({ id }) => id));
  refuseMissing("organization membership", names.membershipIds, found);
  return usable.map(({ user }) => user);
}

function refuseMissing(
  noun: "user" | "organization membership",
  asked: readonly string[],
  found: ReadonlySet<string>,
): void {
  const problems: Problem[] = asked
    .filter((id) => !found.has(id))
    .map((id) => ({ field: "data", missing: { noun, id } }));
  Invalid.throwIfAny(problems);
}
