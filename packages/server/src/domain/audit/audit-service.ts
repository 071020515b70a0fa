import type { Actor } from "../access/actor.js";
import { anySubject } from "../access/subject.js";
import type { Instant } from "../clock.js";
import type { Environment } from "../environment.js";
import { NotPermitted } from "../errors.js";
import type { Organization, OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { Transaction } from "../store.js";
import type { RecordedEntry } from "./audit-entry.js";
import type { AuditQuery } from "./audit-store.js";

/** LIMIT: entries that an export reads at once, and holds in memory. */
const BATCH = 1_000;

/** Shows owners what was done in their organization. */
export class AuditService {
  constructor(private readonly environment: Environment) {}

  async list(
    actor: Actor,
    organization: OrganizationName,
    query: AuditQuery,
    page: PageRequest,
  ): Promise<Page<RecordedEntry>> {
    return this.environment.store.read(async (tx) => {
      await this.requireReader(tx, actor, organization);
      return tx.audit.list(organization, query, page);
    });
  }

  /**
   * What was done in the organization whose token it is, the latest first, all of it counted.
   *
   * @throws NotPermitted with the token of anybody else
   */
  async trailOfToken(
    actor: Actor,
    since: Instant | undefined,
    page: PageRequest,
  ): Promise<{ readonly organization: Organization; readonly page: Page<RecordedEntry> }> {
    if (actor.kind !== "organization") {
      throw new NotPermitted("the audit trail is read with the token of its organization");
    }
    return this.environment.store.read(async (tx) => {
      const organization = await tx.organizations.get(actor.name);
      await this.requireReader(tx, actor, actor.name);
      const found = await tx.audit.list(actor.name, { since }, page);
      const total = await tx.audit.count(actor.name, since);
      return { organization, page: { ...found, total } };
    });
  }

  /**
   * All entries, the oldest first, read part by part while somebody takes them. What is added meanwhile
   * may be among them.
   */
  async export(
    actor: Actor,
    organization: OrganizationName,
    query: AuditQuery,
  ): Promise<AsyncIterable<readonly RecordedEntry[]>> {
    const { store } = this.environment;
    await store.read((tx) => this.requireReader(tx, actor, organization));
    return (async function* () {
      for (let position = 0; ; ) {
        const part = await store.read((tx) => tx.audit.after(organization, query, position, BATCH));
        if (part.length > 0) yield part;
        if (part.length < BATCH) return;
        position = part.at(-1)?.position ?? position;
      }
    })();
  }

  private async requireReader(
    tx: Transaction,
    actor: Actor,
    organization: OrganizationName,
  ): Promise<void> {
    await tx.organizations.get(organization);
    this.environment.access.require(actor, "list", anySubject("audit entry", organization));
  }
}
