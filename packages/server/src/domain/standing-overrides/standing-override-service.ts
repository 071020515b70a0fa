import type { Actor } from "../access/actor.js";
import { anySubject, subject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { Environment } from "../environment.js";
import { NotFound } from "../errors.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { Transaction } from "../store.js";
import {
  type StandingOverride,
  type StandingOverrideId,
  spokenPolicy,
} from "./standing-override.js";
import type { StandingOverrideQuery } from "./standing-override-store.js";

/** LIMIT: expired ones that are removed in one go; those that are left come next. */
const AT_ONCE = 1_000;

export class StandingOverrideService {
  constructor(private readonly environment: Environment) {}

  /** Those in workspaces that the actor may see. */
  async list(
    actor: Actor,
    organization: OrganizationName,
    filter: Omit<StandingOverrideQuery, "within">,
    page: PageRequest,
  ): Promise<Page<StandingOverride>> {
    const { store, access, clock } = this.environment;
    return store.read(async (tx) => {
      await tx.organizations.get(organization);
      access.require(actor, "list", anySubject("workspace", organization));
      const within = access.workspacesOf(actor, organization);
      return tx.standingOverrides.list(organization, { ...filter, within }, clock.now(), page);
    });
  }

  async get(actor: Actor, id: StandingOverrideId): Promise<StandingOverride> {
    return this.environment.store.read((tx) => this.getStanding(tx, actor, "read", id));
  }

  /** Runs whose policies are not checked yet are covered no more; what it has covered stays so. */
  async revoke(actor: Actor, id: StandingOverrideId): Promise<void> {
    const { store, clock } = this.environment;
    await store.transaction(async (tx) => {
      const standing = await this.getStanding(tx, actor, "delete", id);
      await tx.standingOverrides.delete(id);
      await tx.audit.append(
        auditEntry(clock.now(), actor, "delete", subject("standing override", standing), {
          workspace: standing.workspaceId,
          policy: spokenPolicy(standing),
        }),
      );
    });
  }

  /** Returns how many were removed. */
  async removeExpired(): Promise<number> {
    const { store, clock } = this.environment;
    return store.transaction((tx) => tx.standingOverrides.deleteExpired(clock.now(), AT_ONCE));
  }

  /** @throws NotFound also for one that has expired and is still there */
  private async getStanding(
    tx: Transaction,
    actor: Actor,
    verb: "read" | "delete",
    id: StandingOverrideId,
  ): Promise<StandingOverride> {
    const { access, clock } = this.environment;
    const standing = await tx.standingOverrides.get(id);
    access.require(actor, verb, subject("standing override", standing));
    if (standing.expiresAt <= clock.now()) throw new NotFound("standing override", id);
    return standing;
  }
}
