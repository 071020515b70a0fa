import type { Kysely } from "kysely";
import type { TagBinding, TagId } from "../domain/tags/tag.js";
import type { TaggedKind } from "../domain/tags/tag-store.js";
import { groupBy } from "./grouping.js";
import { inParts } from "./paging.js";
import type { Tables } from "./schema.js";

const TABLES = { workspace: "workspace_tags", project: "project_tags" } as const;

/** The tags of workspaces and of projects, two tables of the same form. */
export class TagBindingTables {
  constructor(private readonly db: Kysely<Tables>) {}

  /** By key. */
  async of(
    kind: TaggedKind,
    ids: readonly string[],
  ): Promise<(id: string) => readonly TagBinding[]> {
    const rows = await inParts(ids, (part) =>
      this.db
        .selectFrom(`${tableOf(kind)} as bound`)
        .innerJoin("tags", "tags.id", "bound.tag_id")
        .select(["bound.id", "bound.owner_id", "bound.tag_id", "bound.value", "tags.name"])
        .where("bound.owner_id", "in", part)
        .orderBy("tags.name")
        .execute(),
    );
    const byOwner = groupBy(
      rows,
      (row) => row.owner_id,
      ({ id, tag_id, name, value }) => ({ id, tagId: tag_id, key: name, value }),
    );
    return (id) => byOwner.get(id) ?? [];
  }

  async bind(
    kind: TaggedKind,
    ownerId: string,
    { id, tagId, value }: Omit<TagBinding, "key">,
  ): Promise<void> {
    await this.db
      .insertInto(tableOf(kind))
      .values({ id, owner_id: ownerId, tag_id: tagId, value })
      .onConflict((conflict) => conflict.columns(["owner_id", "tag_id"]).doUpdateSet({ value }))
      .execute();
  }

  async unbind(kind: TaggedKind, ownerId: string, tagIds: readonly TagId[]): Promise<void> {
    await inParts(tagIds, (part) =>
      this.db
        .deleteFrom(tableOf(kind))
        .where("owner_id", "=", ownerId)
        .where("tag_id", "in", part)
        .execute(),
    );
  }
}

/** Both have the same columns: one name stands for its like. */
function tableOf(kind: TaggedKind) {
  return TABLES[kind] as "workspace_tags";
}
