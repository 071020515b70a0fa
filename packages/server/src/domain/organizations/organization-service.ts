import { type Actor, userIdOf } from "../access/actor.js";
import { anySubject, type Subject, subject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import { isEmptyChange } from "../change.js";
import type { Environment } from "../environment.js";
import { Invalid, type Problem } from "../errors.js";
import { TAKEN } from "../names.js";
import { joinOrganization } from "../organization-memberships/joining.js";
import type { Page, PageRequest } from "../page.js";
import { defaultProject } from "../projects/project.js";
import type { Transaction } from "../store.js";
import { ownersTeam } from "../teams/team.js";
import type { UserId } from "../users/user.js";
import {
  createOrganization,
  type Organization,
  type OrganizationChange,
  type OrganizationDraft,
  type OrganizationName,
  organizationProblems,
  updateOrganization,
} from "./organization.js";

export class OrganizationService {
  constructor(private readonly environment: Environment) {}

  async list(actor: Actor, page: PageRequest): Promise<Page<Organization>> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      access.require(actor, "list", anySubject("organization", null));
      return tx.organizations.list(access.organizationsOf(actor), page);
    });
  }

  async get(actor: Actor, name: OrganizationName): Promise<Organization> {
    const { store, access } = this.environment;
    return store.read(async (tx) => {
      const organization = await tx.organizations.get(name);
      access.require(actor, "read", organizationSubject(organization));
      return organization;
    });
  }

  /** Those of the given ones that exist and that the actor may read. */
  async readable(
    actor: Actor,
    names: readonly OrganizationName[],
  ): Promise<readonly Organization[]> {
    const { store, access } = this.environment;
    const page = { number: 1, size: names.length };
    const found = await store.read((tx) => tx.organizations.list(names, page));
    return found.items.filter((each) => access.permits(actor, "read", organizationSubject(each)));
  }

  /** Creates the organization, its default project, and its owners: whoever creates it is the first. */
  async create(actor: Actor, draft: OrganizationDraft): Promise<Organization> {
    const { store, access, clock, ids } = this.environment;
    return store.transaction(async (tx) => {
      access.require(actor, "create", anySubject("organization", null));
      const organization = createOrganization(draft, {
        externalId: ids.next("org"),
        defaultProjectId: ids.next("prj"),
        createdAt: clock.now(),
      });
      await refuseInvalid(tx, organization, null);
      await tx.organizations.insert(organization);
      await tx.projects.insert(defaultProject(organization));
      await addOwners(tx, organization.name, userIdOf(actor), this.environment);
      await tx.audit.append(
        auditEntry(organization.createdAt, actor, "create", organizationSubject(organization)),
      );
      return organization;
    });
  }

  async update(
    actor: Actor,
    name: OrganizationName,
    change: OrganizationChange,
  ): Promise<Organization> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const organization = await tx.organizations.getForUpdate(name);
      access.require(actor, "update", organizationSubject(organization));
      if (isEmptyChange(change)) return organization;
      const updated = updateOrganization(organization, change);
      await refuseInvalid(tx, updated, name);
      await tx.organizations.save(name, updated);
      await tx.audit.append(
        auditEntry(
          clock.now(),
          actor,
          "update",
          organizationSubject(updated),
          updated.name === name ? {} : { formerName: name },
        ),
      );
      return updated;
    });
  }

  async delete(actor: Actor, name: OrganizationName): Promise<void> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const organization = await tx.organizations.getForUpdate(name);
      access.require(actor, "delete", organizationSubject(organization));
      await tx.organizations.delete(name);
      await tx.audit.append(
        auditEntry(clock.now(), actor, "delete", organizationSubject(organization)),
      );
    });
  }
}

export function organizationSubject(organization: Organization): Subject {
  return subject("organization", { id: organization.name, organization: organization.name });
}

async function addOwners(
  tx: Transaction,
  organization: OrganizationName,
  creator: UserId | null,
  { ids, clock }: Environment,
): Promise<void> {
  const owners = ownersTeam({ id: ids.next("team"), organization, createdAt: clock.now() });
  await tx.teams.insert(owners);
  if (creator === null) return;
  await joinOrganization(tx, organization, { id: creator }, { ids, clock });
  await tx.teams.addMembers(owners.id, [creator]);
}

async function refuseInvalid(
  tx: Transaction,
  organization: Organization,
  formerName: OrganizationName | null,
): Promise<void> {
  const problems: Problem[] = organizationProblems(organization);
  const isRenamed = organization.name !== formerName;
  if (isRenamed && (await tx.organizations.exists(organization.name))) {
    problems.push({ field: "name", message: TAKEN });
  }
  Invalid.throwIfAny(problems);
}
