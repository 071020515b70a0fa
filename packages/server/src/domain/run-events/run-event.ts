import type { Instant } from "../clock.js";
import type { Run, RunId, RunStatus } from "../runs/run.js";
import type { UserId } from "../users/user.js";

export type RunEventId = string;
export type CommentId = string;

/**
 * What is told of a run. COMPAT (client for Terraform Enterprise, run events): "commented" is known from
 * there; for all else nothing is published, and the name of the status that was reached is used.
 */
export type RunAction = "created" | "commented" | "overridden" | "force_executed" | RunStatus;

/** One line of the story of a run; never changed, and gone with its run. */
export interface RunEvent {
  readonly id: RunEventId;
  readonly runId: RunId;
  /** Counts from 0 within the run. */
  readonly position: number;
  readonly action: RunAction;
  /** Null when it was no user: a team's token, or the server. */
  readonly actorId: UserId | null;
  readonly comment: Comment | null;
  readonly createdAt: Instant;
}

export interface Comment {
  readonly id: CommentId;
  readonly body: string;
}

/** An event that has a comment. */
export interface CommentedEvent extends RunEvent {
  readonly comment: Comment;
}

/** Who did something to a run, and what was said about it. */
export interface Deed {
  readonly by: UserId | null;
  readonly comment: string | null;
}

/** What the server does without anybody who asked for it. */
export const BY_THE_SERVER: Deed = { by: null, comment: null };

/** LIMIT: comments on one run; whoever lists runs names all of them, and a list of them stays below 8 MB. */
export const COMMENT_LIMIT = 100;

/** LIMIT: events of one run: its comments, and every status twice over. */
export const RUN_EVENT_LIMIT = COMMENT_LIMIT + 100;

/** The run with an event that was added to its story. */
export function withEvent(run: Run, { id, comment }: RunEvent): Run {
  return {
    ...run,
    eventIds: [...run.eventIds, id],
    commentIds: comment === null ? run.commentIds : [...run.commentIds, comment.id],
  };
}

export function isCommented(event: RunEvent): event is CommentedEvent {
  return event.comment !== null;
}
