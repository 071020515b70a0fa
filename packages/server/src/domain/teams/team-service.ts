import type { Actor } from "../access/actor.js";
import { anySubject, subject, teamSubject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import { isEmptyChange } from "../change.js";
import type { Environment } from "../environment.js";
import { Conflict, Invalid, type Problem } from "../errors.js";
import { TAKEN } from "../names.js";
import type { OrganizationMembershipDetails } from "../organization-memberships/organization-membership.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { Transaction } from "../store.js";
import {
  createTeam,
  isOwners,
  type Team,
  type TeamChange,
  type TeamDetails,
  type TeamDraft,
  type TeamId,
  teamProblems,
  updateTeam,
} from "./team.js";

export class TeamService {
  constructor(private readonly environment: Environment) {}

  /** Secret teams are listed for those only who know of them. */
  async list(
    actor: Actor,
    organization: OrganizationName,
    names: readonly string[] | undefined,
    page: PageRequest,
  ): Promise<Page<TeamDetails>> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "list", anySubject("team", organization));
      const secrets = access.secretTeamsOf(actor, organization);
      return tx.teams.list(organization, { names, secrets }, page);
    });
  }

  async get(actor: Actor, id: TeamId): Promise<TeamDetails> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const team = await tx.teams.get(id);
      access.require(actor, "read", teamSubject(team));
      return team;
    });
  }

  /** Everybody who is in one of these teams. */
  async membersOf(
    teams: readonly TeamDetails[],
  ): Promise<readonly OrganizationMembershipDetails[]> {
    const ids = new Set(teams.flatMap(({ membershipIds }) => membershipIds));
    return this.environment.store.read((tx) => tx.organizationMemberships.getMany([...ids]));
  }

  async create(
    actor: Actor,
    organization: OrganizationName,
    draft: TeamDraft,
  ): Promise<TeamDetails> {
    const { store, access, clock, ids } = this.environment;
    return store.transaction(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "create", anySubject("team", organization));
      const team = createTeam(draft, {
        id: ids.next("team"),
        organization,
        createdAt: clock.now(),
      });
      if (team.access.length > 0) access.require(actor, "grant", teamSubject(team));
      await refuseInvalid(tx, team, null);
      await tx.teams.insert(team);
      await tx.audit.append(
        auditEntry(team.createdAt, actor, "create", teamSubject(team), {
          name: team.name,
          access: team.access,
        }),
      );
      return { ...team, userIds: [], membershipIds: [] };
    });
  }

  async update(actor: Actor, id: TeamId, change: TeamChange): Promise<TeamDetails> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const team = await tx.teams.getForUpdate(id);
      // Who may only grant is not asked whether he could also rename.
      const { access: granted, ...rest } = change;
      if (granted !== undefined) access.require(actor, "grant", teamSubject(team));
      if (granted === undefined || !isEmptyChange(rest)) {
        access.require(actor, "update", teamSubject(team));
      }
      if (isEmptyChange(change)) return team;
      const updated = updateTeam(team, change);
      await refuseInvalid(tx, updated, team);
      await tx.teams.save(updated);
      await tx.audit.append(
        auditEntry(clock.now(), actor, "update", teamSubject(team), {
          name: updated.name,
          access: updated.access,
        }),
      );
      return { ...team, ...updated };
    });
  }

  /** @throws Conflict for the owners: every organization keeps them */
  async delete(actor: Actor, id: TeamId): Promise<void> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const team = await tx.teams.getForUpdate(id);
      access.require(actor, "delete", teamSubject(team));
      if (isOwners(team)) throw new Conflict("the owners of an organization cannot be deleted");
      await tx.teams.delete(id);
      await tx.audit.append(
        auditEntry(clock.now(), actor, "delete", subject("team", team), { name: team.name }),
      );
    });
  }
}

async function refuseInvalid(tx: Transaction, team: Team, former: Team | null): Promise<void> {
  const problems: Problem[] = teamProblems(team, former);
  const isRenamed = team.name !== former?.name;
  if (isRenamed && (await tx.teams.isNameTaken(team.organization, team.name))) {
    problems.push({ field: "name", message: TAKEN });
  }
  Invalid.throwIfAny(problems);
}
