import type { Kysely } from "kysely";
import type { Instant } from "../domain/clock.js";
import type { OrganizationName } from "../domain/organizations/organization.js";
import type { RunId } from "../domain/runs/run.js";
import type { WorkItem, WorkKind } from "../domain/work/work-item.js";
import type { InHand, WorkStore } from "../domain/work/work-store.js";
import type { Tables, WorkItemRow } from "./schema.js";

export class SqlWorkStore implements WorkStore {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly onEnqueued: () => void,
  ) {}

  async enqueue(id: string, kind: WorkKind, runId: RunId, now: Instant): Promise<void> {
    await this.db
      .insertInto("work_items")
      .values({ id, kind, run_id: runId, attempt: 0, available_at: now, enqueued_at: now })
      .execute();
    this.onEnqueued();
  }

  async claim(
    now: Instant,
    leaseUntil: Instant,
    inHand: InHand = new Map(),
  ): Promise<WorkItem | null> {
    const row = await this.db
      .updateTable("work_items")
      .set((eb) => ({ attempt: eb("attempt", "+", 1), available_at: leaseUntil }))
      .where("id", "=", inHand.size === 0 ? this.longestWaiting(now) : this.fairest(now, inHand))
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) return null;
    const { organization } = await this.db
      .selectFrom("runs")
      .select("organization")
      .where("id", "=", row.run_id)
      .executeTakeFirstOrThrow();
    return toItem(row, organization);
  }

  private longestWaiting(now: Instant) {
    return this.db
      .selectFrom("work_items")
      .select("id")
      .where("available_at", "<=", now)
      .orderBy("available_at")
      .orderBy("enqueued_at")
      .orderBy("id")
      .limit(1)
      .forUpdate()
      .skipLocked();
  }

  /** Has to look at all that waits: asked only while something is in hand. */
  private fairest(now: Instant, inHand: InHand) {
    return this.db
      .selectFrom("work_items")
      .innerJoin("runs", "runs.id", "work_items.run_id")
      .select("work_items.id")
      .where("available_at", "<=", now)
      .orderBy((eb) => {
        const [first, ...others] = [...inHand].map(([organization, count]) => ({
          isIt: eb("runs.organization", "=", organization),
          count: eb.lit(count),
        }));
        if (first === undefined) return eb.lit(0);
        let counted = eb.case().when(first.isIt).then(first.count);
        for (const { isIt, count } of others) counted = counted.when(isIt).then(count);
        return counted.else(eb.lit(0)).end();
      })
      .orderBy("available_at")
      .orderBy("enqueued_at")
      .orderBy("work_items.id")
      .limit(1)
      .forUpdate("work_items")
      .skipLocked();
  }

  async extend({ id, attempt }: WorkItem, until: Instant): Promise<boolean> {
    const row = await this.db
      .updateTable("work_items")
      .set({ available_at: until })
      .where("id", "=", id)
      .where("attempt", "=", attempt)
      .returning("id")
      .executeTakeFirst();
    return row !== undefined;
  }

  async finish({ id, attempt }: WorkItem): Promise<boolean> {
    const row = await this.db
      .deleteFrom("work_items")
      .where("id", "=", id)
      .where("attempt", "=", attempt)
      .returning("id")
      .executeTakeFirst();
    return row !== undefined;
  }

  async giveBack({ id, attempt }: WorkItem, now: Instant): Promise<void> {
    await this.db
      .updateTable("work_items")
      .set({ attempt: attempt - 1, available_at: now })
      .where("id", "=", id)
      .where("attempt", "=", attempt)
      .execute();
  }

  async endLeases(now: Instant): Promise<void> {
    await this.db
      .updateTable("work_items")
      .set({ available_at: now })
      .where("available_at", ">", now)
      .execute();
  }

  async withdraw(runId: RunId): Promise<"started" | "waiting" | "nothing"> {
    const rows = await this.db
      .deleteFrom("work_items")
      .where("run_id", "=", runId)
      .returning("attempt")
      .execute();
    if (rows.length === 0) return "nothing";
    return rows.some((row) => row.attempt > 0) ? "started" : "waiting";
  }
}

function toItem(row: WorkItemRow, organization: OrganizationName): WorkItem {
  const { id, kind, run_id: runId, attempt } = row;
  return { id, kind: kind as WorkKind, runId, organization, attempt };
}
