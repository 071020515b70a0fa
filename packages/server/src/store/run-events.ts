import type { Kysely } from "kysely";
import { NotFound } from "../domain/errors.js";
import {
  type Comment,
  type CommentedEvent,
  type CommentId,
  isCommented,
  type RunAction,
  type RunEvent,
  type RunEventId,
} from "../domain/run-events/run-event.js";
import type { RunEventStore } from "../domain/run-events/run-event-store.js";
import type { RunId } from "../domain/runs/run.js";
import { bytes, text } from "./columns.js";
import type { RunEventRow, Tables } from "./schema.js";

export class SqlRunEventStore implements RunEventStore {
  constructor(private readonly db: Kysely<Tables>) {}

  async get(id: RunEventId): Promise<RunEvent> {
    const row = await this.rows().where("id", "=", id).executeTakeFirst();
    if (row === undefined) throw new NotFound("run event", id);
    return toEvent(row);
  }

  async getCommented(id: CommentId): Promise<CommentedEvent> {
    const row = await this.rows().where("comment_id", "=", id).executeTakeFirst();
    const event = row === undefined ? undefined : toEvent(row);
    if (event === undefined || !isCommented(event)) throw new NotFound("comment", id);
    return event;
  }

  async listByRun(runId: RunId): Promise<readonly RunEvent[]> {
    const rows = await this.rows().where("run_id", "=", runId).orderBy("position").execute();
    return rows.map(toEvent);
  }

  async insert(event: RunEvent): Promise<void> {
    await this.db.insertInto("run_events").values(toRow(event)).execute();
  }

  private rows() {
    return this.db.selectFrom("run_events").selectAll();
  }
}

function toEvent(row: RunEventRow): RunEvent {
  return {
    id: row.id,
    runId: row.run_id,
    position: row.position,
    action: row.action as RunAction,
    actorId: row.actor_id,
    comment: toComment(row),
    createdAt: row.created_at,
  };
}

function toComment({ comment_id: id, comment }: RunEventRow): Comment | null {
  return id === null || comment === null ? null : { id, body: text(comment) };
}

function toRow(event: RunEvent): RunEventRow {
  return {
    id: event.id,
    run_id: event.runId,
    position: event.position,
    action: event.action,
    actor_id: event.actorId,
    comment_id: event.comment?.id ?? null,
    comment: event.comment === null ? null : bytes(event.comment.body),
    created_at: event.createdAt,
  };
}
