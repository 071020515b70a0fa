import type { Kysely } from "kysely";
import type { Instant } from "../domain/clock.js";
import type { RunId } from "../domain/runs/run.js";
import type { WorkItem, WorkKind } from "../domain/work/work-item.js";
import type { WorkStore } from "../domain/work/work-store.js";
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

  async claim(now: Instant, leaseUntil: Instant): Promise<WorkItem | null> {
    const row = await this.db
      .updateTable("work_items")
      .set((eb) => ({ attempt: eb("attempt", "+", 1), available_at: leaseUntil }))
      .where("id", "=", (eb) =>
        eb
          .selectFrom("work_items")
          .select("id")
          .where("available_at", "<=", now)
          .orderBy("available_at")
          .orderBy("enqueued_at")
          .orderBy("id")
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? null : toItem(row);
  }

  async extend({ id, attempt }: WorkItem, until: Instant): Promise<boolean> {
    const { numUpdatedRows } = await this.db
      .updateTable("work_items")
      .set({ available_at: until })
      .where("id", "=", id)
      .where("attempt", "=", attempt)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }

  async finish({ id, attempt }: WorkItem): Promise<boolean> {
    const { numDeletedRows } = await this.db
      .deleteFrom("work_items")
      .where("id", "=", id)
      .where("attempt", "=", attempt)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
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

function toItem(row: WorkItemRow): WorkItem {
  return { id: row.id, kind: row.kind as WorkKind, runId: row.run_id, attempt: row.attempt };
}
