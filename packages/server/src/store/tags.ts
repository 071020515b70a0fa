import type { Kysely } from "kysely";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { Page, PageRequest } from "../domain/page.js";
import type { Tag, TagBinding, TagDetails, TagId } from "../domain/tags/tag.js";
import type { TaggedKind, TagQuery, TagStore } from "../domain/tags/tag-store.js";
import { countRows } from "./counting.js";
import { byName, countedPage, inParts, nameContains, windowOf } from "./paging.js";
import type { Tables, TagRow } from "./schema.js";
import { TagBindingTables } from "./tag-bindings.js";

export class SqlTagStore implements TagStore {
  private readonly bindings: TagBindingTables;

  constructor(private readonly db: Kysely<Tables>) {
    this.bindings = new TagBindingTables(db);
  }

  async getMany(ids: readonly TagId[]): Promise<readonly Tag[]> {
    const rows = await inParts(ids, (part) =>
      this.db.selectFrom("tags").selectAll().where("id", "in", part).execute(),
    );
    return rows.map(toTag).sort(byName);
  }

  async getManyByName(
    organization: OrganizationName,
    names: readonly string[],
  ): Promise<readonly Tag[]> {
    const rows = await inParts(names, (part) =>
      this.db
        .selectFrom("tags")
        .selectAll()
        .where("organization", "=", organization)
        .where("name", "in", part)
        .execute(),
    );
    return rows.map(toTag).sort(byName);
  }

  async list(
    organization: OrganizationName,
    { search, absentFrom }: TagQuery,
    page: PageRequest,
  ): Promise<Page<TagDetails>> {
    const { offset, limit } = windowOf(page);
    let query = this.db.selectFrom("tags").where("organization", "=", organization);
    if (search !== undefined) query = query.where(nameContains(search));
    if (absentFrom !== undefined) {
      const present = this.db
        .selectFrom("workspace_tags")
        .select("tag_id")
        .where("owner_id", "=", absentFrom);
      query = query.where("id", "not in", present);
    }
    const rows = await query
      .selectAll()
      .select((eb) =>
        eb
          .selectFrom("workspace_tags")
          .select((counted) => counted.fn.countAll<number>().as("count"))
          .whereRef("workspace_tags.tag_id", "=", "tags.id")
          .as("workspace_count"),
      )
      .orderBy("name")
      .limit(limit)
      .offset(offset)
      .execute();
    return countedPage(
      page,
      await countRows(query),
      rows.map((row) => ({ ...toTag(row), workspaceCount: Number(row.workspace_count ?? 0) })),
    );
  }

  async insert({ createdAt, ...tag }: Tag): Promise<void> {
    await this.db
      .insertInto("tags")
      .values({ ...tag, created_at: createdAt })
      .execute();
  }

  async delete(organization: OrganizationName, ids: readonly TagId[]): Promise<void> {
    await inParts(ids, (part) =>
      this.db
        .deleteFrom("tags")
        .where("organization", "=", organization)
        .where("id", "in", part)
        .execute(),
    );
  }

  bindingsOf(
    kind: TaggedKind,
    ids: readonly string[],
  ): Promise<(id: string) => readonly TagBinding[]> {
    return this.bindings.of(kind, ids);
  }

  async bind(kind: TaggedKind, ownerId: string, binding: Omit<TagBinding, "key">): Promise<void> {
    await this.bindings.bind(kind, ownerId, binding);
  }

  async unbind(kind: TaggedKind, ownerId: string, tagIds: readonly TagId[]): Promise<void> {
    await this.bindings.unbind(kind, ownerId, tagIds);
  }
}

function toTag({ id, organization, name, created_at }: TagRow): Tag {
  return { id, organization, name, createdAt: created_at };
}
