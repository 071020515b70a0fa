import type { Kysely } from "kysely";
import type { ChangeIndex } from "../domain/nomad-policies/nomad-policy.js";
import type { Tables } from "./schema.js";

/**
 * What the numbers in the table say: the last one that was taken, the last one of some kind of things, and
 * the one of another region at which those were copied.
 */
type Topic = "all changes" | "nomad policies" | "copied nomad policies";

/** The index before anything was changed. The first change takes the one after it. */
const FIRST_INDEX: ChangeIndex = 1;

/** Takes the next number. INVARIANT: the transaction began with the engine's `lockIndex`. */
export async function nextIndex(db: Kysely<Tables>): Promise<ChangeIndex> {
  const { value } = await db
    .insertInto("change_indexes")
    .values({ topic: "all changes" satisfies Topic, value: FIRST_INDEX + 1 })
    .onConflict((conflict) =>
      conflict.column("topic").doUpdateSet((eb) => ({ value: eb("change_indexes.value", "+", 1) })),
    )
    .returning("value")
    .executeTakeFirstOrThrow();
  return value;
}

export async function indexOf(db: Kysely<Tables>, topic: Topic): Promise<ChangeIndex> {
  const row = await db
    .selectFrom("change_indexes")
    .select("value")
    .where("topic", "=", topic)
    .executeTakeFirst();
  return row?.value ?? FIRST_INDEX;
}

export async function recordIndex(
  db: Kysely<Tables>,
  topic: Topic,
  value: ChangeIndex,
): Promise<void> {
  await db
    .insertInto("change_indexes")
    .values({ topic, value })
    .onConflict((conflict) => conflict.column("topic").doUpdateSet({ value }))
    .execute();
}
