import type { Kysely } from "kysely";
import { NotFound } from "../domain/errors.js";
import type { Organization, OrganizationName } from "../domain/organizations/organization.js";
import type { OrganizationStore } from "../domain/organizations/organization-store.js";
import type { Page, PageRequest } from "../domain/page.js";
import { truth } from "./columns.js";
import { countRows } from "./counting.js";
import { countedPage, isAnyOf, windowOf } from "./paging.js";
import type { OrganizationRow, Tables } from "./schema.js";

export class SqlOrganizationStore implements OrganizationStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(name: OrganizationName): Promise<Organization> {
    const row = await this.db
      .selectFrom("organizations")
      .selectAll()
      .where("name", "=", name)
      .executeTakeFirst();
    if (row === undefined) throw new NotFound("organization", name);
    return toOrganization(row);
  }

  async getForUpdate(name: OrganizationName): Promise<Organization> {
    await this.db
      .selectFrom("organizations")
      .select("name")
      .where("name", "=", name)
      .forUpdate()
      .execute();
    return this.get(name);
  }

  async exists(name: OrganizationName): Promise<boolean> {
    const row = await this.db
      .selectFrom("organizations")
      .select("name")
      .where("name", "=", name)
      .executeTakeFirst();
    return row !== undefined;
  }

  async list(
    names: "all" | readonly OrganizationName[],
    page: PageRequest,
  ): Promise<Page<Organization>> {
    if (names.length === 0) return countedPage(page, 0, []);
    const { offset, limit } = windowOf(page);
    const query = this.db
      .selectFrom("organizations")
      .$if(names !== "all", (all) => all.where(isAnyOf("name", names === "all" ? [] : names)));
    const rows = await query.selectAll().orderBy("name").limit(limit).offset(offset).execute();
    return countedPage(page, await countRows(query), rows.map(toOrganization));
  }

  async insert(organization: Organization): Promise<void> {
    await this.db.insertInto("organizations").values(toRow(organization)).execute();
  }

  async save(name: OrganizationName, organization: Organization): Promise<void> {
    await this.db
      .updateTable("organizations")
      .set(toRow(organization))
      .where("name", "=", name)
      .execute();
  }

  async delete(name: OrganizationName): Promise<void> {
    await this.db.deleteFrom("organizations").where("name", "=", name).execute();
  }
}

function toOrganization(row: OrganizationRow): Organization {
  return {
    name: row.name,
    externalId: row.external_id,
    email: row.email,
    costEstimationEnabled: row.cost_estimation_enabled === 1,
    defaultProjectId: row.default_project_id,
    createdAt: row.created_at,
  };
}

function toRow(organization: Organization): OrganizationRow {
  return {
    name: organization.name,
    external_id: organization.externalId,
    email: organization.email,
    cost_estimation_enabled: truth(organization.costEstimationEnabled),
    default_project_id: organization.defaultProjectId,
    created_at: organization.createdAt,
  };
}
