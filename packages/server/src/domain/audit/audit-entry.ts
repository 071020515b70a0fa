import { type Actor, type Identity, identityOf, requestIdOf } from "../access/actor.js";
import type { Subject, Verb } from "../access/subject.js";
import type { Instant } from "../clock.js";
import type { JsonValue } from "../json.js";

/** One thing that was done. It is written in the transaction that does it, and never again. */
export interface AuditEntry {
  readonly at: Instant;
  readonly actor: Identity;
  readonly verb: Verb;
  readonly subject: Subject;
  /** What a reader needs beside verb and subject: new values, reasons, outcomes. Never a secret. */
  readonly details: { readonly [key: string]: JsonValue };
  /** The request that it was done in, as the log names it; null when there was none, or it is not known. */
  readonly requestId: string | null;
}

/** An entry with its place in the trail: later ones have higher numbers. */
export interface RecordedEntry extends AuditEntry {
  readonly position: number;
}

export function auditEntry(
  at: Instant,
  actor: Actor,
  verb: Verb,
  subject: Subject,
  details: AuditEntry["details"] = {},
): AuditEntry {
  const { noun, id, organization } = subject;
  return {
    at,
    actor: identityOf(actor),
    verb,
    subject: { noun, id, organization },
    details,
    requestId: requestIdOf(actor),
  };
}
