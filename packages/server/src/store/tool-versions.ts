import { type Kysely, sql } from "kysely";
import { NotFound } from "../domain/errors.js";
import type { Page, PageRequest } from "../domain/page.js";
import type { PolicyKind } from "../domain/policies/policy.js";
import type {
  ToolVersion,
  ToolVersionDetails,
  ToolVersionId,
} from "../domain/tool-versions/tool-version.js";
import type {
  ToolVersionQuery,
  ToolVersionStore,
} from "../domain/tool-versions/tool-version-store.js";
import { bytesOrNull, fromJson, json, textOrNull, truth } from "./columns.js";
import { countRows } from "./counting.js";
import { countedPage, windowOf } from "./paging.js";
import type { Tables, ToolVersionRow } from "./schema.js";

export class SqlToolVersionStore implements ToolVersionStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(kind: PolicyKind, id: ToolVersionId): Promise<ToolVersionDetails> {
    const row = await this.details()
      .where("tool_versions.kind", "=", kind)
      .where("tool_versions.id", "=", id)
      .executeTakeFirst();
    if (row === undefined) throw new NotFound("tool version", id);
    return toDetails(row);
  }

  async isVersionTaken(kind: PolicyKind, version: string): Promise<boolean> {
    const row = await this.db
      .selectFrom("tool_versions")
      .select("id")
      .where("kind", "=", kind)
      .where("version", "=", version)
      .executeTakeFirst();
    return row !== undefined;
  }

  async list(
    kind: PolicyKind,
    { search, version }: ToolVersionQuery,
    page: PageRequest,
  ): Promise<Page<ToolVersionDetails>> {
    const { offset, limit } = windowOf(page);
    let rows = this.details().where("tool_versions.kind", "=", kind);
    let counted = this.db.selectFrom("tool_versions").where("kind", "=", kind);
    if (version !== undefined) {
      rows = rows.where("version", "=", version);
      counted = counted.where("version", "=", version);
    }
    if (search !== undefined) {
      const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
      const contains = sql<boolean>`version LIKE ${pattern} ESCAPE '\\'`;
      rows = rows.where(contains);
      counted = counted.where(contains);
    }
    const items = await rows.orderBy("version").limit(limit).offset(offset).execute();
    return countedPage(page, await countRows(counted), items.map(toDetails));
  }

  async offered(kind: PolicyKind): Promise<readonly string[]> {
    const rows = await this.db
      .selectFrom("tool_versions")
      .select("version")
      .where("kind", "=", kind)
      .where("is_enabled", "=", 1)
      .where("is_deprecated", "=", 0)
      .where("is_beta", "=", 0)
      .execute();
    return rows.map(({ version }) => version);
  }

  async insert(tool: ToolVersion): Promise<void> {
    await this.db.insertInto("tool_versions").values(toRow(tool)).execute();
  }

  async save(tool: ToolVersion): Promise<void> {
    await this.db.updateTable("tool_versions").set(toRow(tool)).where("id", "=", tool.id).execute();
  }

  async delete(id: ToolVersionId): Promise<void> {
    await this.db.deleteFrom("tool_versions").where("id", "=", id).execute();
  }

  private details() {
    return this.db
      .selectFrom("tool_versions")
      .selectAll("tool_versions")
      .select((eb) =>
        eb
          .selectFrom("policy_sets")
          .select((sets) => sets.fn.countAll<number>().as("count"))
          .whereRef("policy_sets.kind", "=", "tool_versions.kind")
          .whereRef("policy_sets.policy_tool_version", "=", "tool_versions.version")
          .as("usage"),
      );
  }
}

function toDetails(row: ToolVersionRow & { usage: number | null }): ToolVersionDetails {
  return {
    id: row.id,
    kind: row.kind as PolicyKind,
    version: row.version,
    builds: fromJson(row.builds),
    isDeprecated: row.is_deprecated === 1,
    deprecatedReason: textOrNull(row.deprecated_reason),
    isOfficial: row.is_official === 1,
    isEnabled: row.is_enabled === 1,
    isBeta: row.is_beta === 1,
    createdAt: row.created_at,
    usage: Number(row.usage),
  };
}

function toRow(tool: ToolVersion): ToolVersionRow {
  return {
    id: tool.id,
    kind: tool.kind,
    version: tool.version,
    builds: json(tool.builds),
    is_deprecated: truth(tool.isDeprecated),
    deprecated_reason: bytesOrNull(tool.deprecatedReason),
    is_official: truth(tool.isOfficial),
    is_enabled: truth(tool.isEnabled),
    is_beta: truth(tool.isBeta),
    created_at: tool.createdAt,
  };
}
