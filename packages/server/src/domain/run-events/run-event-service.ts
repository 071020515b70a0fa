import { type Actor, userIdOf } from "../access/actor.js";
import { subject } from "../access/subject.js";
import { auditEntry } from "../audit/audit-entry.js";
import type { Environment } from "../environment.js";
import { Invalid } from "../errors.js";
import type { Run, RunId } from "../runs/run.js";
import type { Transaction } from "../store.js";
import { readableUsers } from "../users/readable-users.js";
import type { User } from "../users/user.js";
import {
  COMMENT_LIMIT,
  type CommentedEvent,
  type CommentId,
  isCommented,
  type RunEvent,
  type RunEventId,
} from "./run-event.js";
import { tellOfRun } from "./tell.js";

/** The story of runs, and what people say about them. */
export class RunEventService {
  constructor(private readonly environment: Environment) {}

  async listByRun(actor: Actor, runId: RunId): Promise<readonly RunEvent[]> {
    return this.environment.store.read(async (tx) => {
      await this.readableRun(tx, actor, runId);
      return tx.runEvents.listByRun(runId);
    });
  }

  async get(actor: Actor, id: RunEventId): Promise<RunEvent> {
    return this.environment.store.read(async (tx) => {
      const event = await tx.runEvents.get(id);
      await this.readableRun(tx, actor, event.runId);
      return event;
    });
  }

  /** The users behind these events of one run, as far as the actor may see them. */
  async actorsOf(
    actor: Actor,
    runId: RunId,
    events: readonly RunEvent[],
  ): Promise<readonly User[]> {
    const { organization } = await this.environment.store.read((tx) => tx.runs.get(runId));
    const ids = events.map(({ actorId }) => actorId);
    return readableUsers(this.environment, actor, ids, [organization]);
  }

  async comments(actor: Actor, runId: RunId): Promise<readonly CommentedEvent[]> {
    return (await this.listByRun(actor, runId)).filter(isCommented);
  }

  async comment(actor: Actor, id: CommentId): Promise<CommentedEvent> {
    return this.environment.store.read(async (tx) => {
      const event = await tx.runEvents.getCommented(id);
      await this.readableRun(tx, actor, event.runId);
      return event;
    });
  }

  async createComment(actor: Actor, runId: RunId, body: string): Promise<CommentedEvent> {
    const { store, access, clock } = this.environment;
    return store.transaction(async (tx) => {
      const run = await tx.runs.getForUpdate(runId);
      access.require(actor, "comment", subject("run", run));
      Invalid.throwIfAny(bodyProblems(run, body));
      const deed = { by: userIdOf(actor), comment: body };
      const told = await tellOfRun(tx, run, "commented", deed, this.environment);
      await tx.audit.append(
        auditEntry(clock.now(), actor, "comment", subject("run", run), { comment: body }),
      );
      return tx.runEvents.getCommented(told.commentIds.at(-1) ?? "");
    });
  }

  private async readableRun(tx: Transaction, actor: Actor, id: RunId): Promise<void> {
    const run = await tx.runs.get(id);
    this.environment.access.require(actor, "read", subject("run", run));
  }
}

/** COMPAT (client for Terraform Enterprise, comments): nobody may say nothing. */
function bodyProblems(run: Run, body: string) {
  if (body === "") return [{ field: "body", message: "must not be empty" }];
  if (run.commentIds.length < COMMENT_LIMIT) return [];
  return [{ field: "body", message: `is one too many: a run takes ${COMMENT_LIMIT} comments` }];
}
