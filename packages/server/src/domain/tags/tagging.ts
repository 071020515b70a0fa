import type { Environment } from "../environment.js";
import { Invalid, type Problem } from "../errors.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Transaction } from "../store.js";
import { type Tag, type TagBinding, type TagDraft, tooManyProblem } from "./tag.js";
import type { TaggedKind } from "./tag-store.js";

/** The workspace or project that is tagged; it was read for update. */
export interface Tagged {
  readonly kind: TaggedKind;
  readonly id: string;
  readonly organization: OrganizationName;
}

/** How a request names the tags and how many one thing may have of them. */
export interface TagLimit {
  /** The field of the request, for the problem. */
  readonly field: string;
  readonly limit: number;
}

/**
 * Adds tags, or gives those that are there already the new value. Returns the bindings in the order of
 * the drafts.
 *
 * @throws Invalid when one is unknown, or when there are more than `limit` afterwards
 */
export async function addTags(
  tx: Transaction,
  tagged: Tagged,
  drafts: readonly TagDraft[],
  { field, limit }: TagLimit,
  environment: Pick<Environment, "ids" | "clock">,
): Promise<readonly TagBinding[]> {
  const named = await resolveTags(tx, tagged.organization, drafts, field, environment);
  const before = await bindingsOf(tx, tagged);
  const known = new Map(before.map((binding) => [binding.tagId, binding]));
  const wanted = [...named].map(([tag, value]) => ({
    id: known.get(tag.id)?.id ?? environment.ids.next("tb"),
    tagId: tag.id,
    key: tag.name,
    value,
  }));
  const total = new Set([...known.keys(), ...wanted.map(({ tagId }) => tagId)]).size;
  if (total > Math.max(limit, before.length)) throw new Invalid([tooManyProblem(field, limit)]);
  for (const { key, ...binding } of wanted) await tx.tags.bind(tagged.kind, tagged.id, binding);
  return wanted;
}

/** As `addTags`, and what is not among the drafts is removed. */
export async function replaceTags(
  tx: Transaction,
  tagged: Tagged,
  drafts: readonly TagDraft[],
  limit: TagLimit,
  environment: Pick<Environment, "ids" | "clock">,
): Promise<void> {
  const before = await bindingsOf(tx, tagged);
  await tx.tags.unbind(
    tagged.kind,
    tagged.id,
    before.map(({ tagId }) => tagId),
  );
  await addTags(tx, tagged, drafts, limit, environment);
}

/** Removes tags; what is unknown or not there is ignored. */
export async function removeTags(
  tx: Transaction,
  tagged: Tagged,
  drafts: readonly TagDraft[],
): Promise<void> {
  const byId = drafts.flatMap((draft) => ("tagId" in draft ? [draft.tagId] : []));
  const byName = await tx.tags.getManyByName(tagged.organization, keysOf(drafts));
  await tx.tags.unbind(tagged.kind, tagged.id, [...byId, ...byName.map(({ id }) => id)]);
}

export async function bindingsOf(
  tx: Transaction,
  { kind, id }: Pick<Tagged, "kind" | "id">,
): Promise<readonly TagBinding[]> {
  return (await tx.tags.bindingsOf(kind, [id]))(id);
}

/** The tags of an organization that drafts mean, with their values; what has a new name is made. */
async function resolveTags(
  tx: Transaction,
  organization: OrganizationName,
  drafts: readonly TagDraft[],
  field: string,
  { ids, clock }: Pick<Environment, "ids" | "clock">,
): Promise<ReadonlyMap<Tag, string>> {
  const byName = new Map(
    (await tx.tags.getManyByName(organization, keysOf(drafts))).map((tag) => [tag.name, tag]),
  );
  const idsAsked = drafts.flatMap((draft) => ("tagId" in draft ? [draft.tagId] : []));
  const byId = new Map(
    (await tx.tags.getMany(idsAsked))
      .filter((tag) => tag.organization === organization)
      .map((tag) => [tag.id, tag]),
  );
  const problems: Problem[] = [];
  const resolved = new Map<Tag, string>();
  for (const draft of drafts) {
    if ("tagId" in draft) {
      const tag = byId.get(draft.tagId);
      if (tag === undefined) problems.push({ field, missing: { noun: "tag", id: draft.tagId } });
      else resolved.set(tag, "");
      continue;
    }
    let tag = byName.get(draft.key);
    if (tag === undefined) {
      tag = { id: ids.next("tag"), organization, name: draft.key, createdAt: clock.now() };
      byName.set(tag.name, tag);
      await tx.tags.insert(tag);
    }
    resolved.set(tag, draft.value);
  }
  Invalid.throwIfAny(problems);
  return resolved;
}

function keysOf(drafts: readonly TagDraft[]): string[] {
  return drafts.flatMap((draft) => ("key" in draft ? [draft.key] : []));
}
