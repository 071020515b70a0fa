import type { Actor } from "../access/actor.js";
import { anySubject, subject, teamSubject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { Environment } from "../environment.js";
import { Invalid, type Problem } from "../errors.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { Transaction } from "../store.js";
import { OWNERS, type TeamDetails } from "../teams/team.js";
import { refuseLastOwner } from "../teams/team-member-service.js";
import { emailProblems, suggestedUsername, type User } from "../users/user.js";
import { joinOrganization } from "./joining.js";
import type {
  OrganizationMembershipDetails,
  OrganizationMembershipDraft,
  OrganizationMembershipId,
} from "./organization-membership.js";
import type { OrganizationMembershipQuery } from "./organization-membership-store.js";

export class OrganizationMembershipService {
  constructor(private readonly environment: Environment) {}

  async list(
    actor: Actor,
    organization: OrganizationName,
    query: OrganizationMembershipQuery,
    page: PageRequest,
  ): Promise<Page<OrganizationMembershipDetails>> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "list", anySubject("organization membership", organization));
      return tx.organizationMemberships.list(organization, query, page);
    });
  }

  async get(actor: Actor, id: OrganizationMembershipId): Promise<OrganizationMembershipDetails> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const membership = await tx.organizationMemberships.get(id);
      access.require(actor, "read", subject("organization membership", membership));
      return membership;
    });
  }

  /** The teams of these memberships, as far as the actor may see them. */
  async visibleTeamsOf(
    actor: Actor,
    memberships: readonly OrganizationMembershipDetails[],
  ): Promise<readonly TeamDetails[]> {
    const { store, access } = this.environment;
    const ids = new Set(memberships.flatMap(({ teamIds }) => teamIds));
    const teams = await store.read((tx) => tx.teams.getMany([...ids]));
    return teams.filter((team) => access.permits(actor, "read", teamSubject(team)));
  }

  /** Makes whoever has this address a member, and a user if nobody has it yet. */
  async create(
    actor: Actor,
    organization: OrganizationName,
    draft: OrganizationMembershipDraft,
  ): Promise<OrganizationMembershipDetails> {
    const { store, access } = this.environment;
    return store.transaction(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "create", anySubject("organization membership", organization));
      const email = draft.email.toLowerCase();
      const teams = await tx.teams.getMany(draft.teamIds ?? []);
      const usable = teams.filter(
        (team) =>
          team.organization === organization &&
          access.permits(actor, "manage members", teamSubject(team)),
      );
      const problems: Problem[] = [...emailProblems(email), ...missingTeams(draft, usable)];
      const known = await tx.users.findByEmail(email);
      if (known !== null && (await tx.organizationMemberships.find(organization, known.id))) {
        problems.push({ field: "email", message: "belongs to a member already" });
      }
      Invalid.throwIfAny(problems);
      const user = known ?? (await this.addUser(tx, email));
      const { id } = await joinOrganization(tx, organization, user, this.environment);
      for (const team of usable) await tx.teams.addMembers(team.id, [user.id]);
      const membership = await tx.organizationMemberships.get(id);
      await tx.audit.append(
        auditEntry(
          membership.createdAt,
          actor,
          "create",
          subject("organization membership", membership),
          { user: user.username, teams: usable.map(({ name }) => name) },
        ),
      );
      return membership;
    });
  }

  /** @throws Conflict when no owner would be left */
  async delete(actor: Actor, id: OrganizationMembershipId): Promise<void> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const membership = await tx.organizationMemberships.get(id);
      const { organization, user } = membership;
      access.require(actor, "delete", subject("organization membership", membership));
      const owners = await tx.teams.getByName(organization, OWNERS);
      if (owners.userIds.includes(user.id)) {
        access.require(actor, "manage members", teamSubject(owners));
        refuseLastOwner(owners, [user.id]);
      }
      await tx.organizationMemberships.delete(id);
      await tx.audit.append(
        auditEntry(clock.now(), actor, "delete", subject("organization membership", membership), {
          user: user.username,
        }),
      );
    });
  }

  private async addUser(tx: Transaction, email: string): Promise<User> {
    const { ids, clock } = this.environment;
    const user: User = {
      id: ids.next("user"),
      username: await freeUsername(tx, suggestedUsername(email)),
      email,
      isSiteAdmin: false,
      createdAt: clock.now(),
    };
    await tx.users.insert(user);
    return user;
  }
}

function missingTeams(
  { teamIds = [] }: OrganizationMembershipDraft,
  usable: readonly TeamDetails[],
): Problem[] {
  const found = new Set(usable.map(({ id }) => id));
  return teamIds
    .filter((id) => !found.has(id))
    .map((id) => ({ field: "teams", missing: { noun: "team", id } }));
}

/** The suggested name, or the first of name-2, name-3 … that nobody has. */
async function freeUsername(tx: Transaction, suggested: string): Promise<string> {
  for (let count = 1; ; count++) {
    const name = count === 1 ? suggested : `${suggested}-${count}`;
    if ((await tx.users.find(name)) === null) return name;
  }
}
