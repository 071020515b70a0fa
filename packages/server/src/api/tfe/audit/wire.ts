import type { Identity } from "../../../domain/access/actor.js";
import type { RecordedEntry } from "../../../domain/audit/audit-entry.js";
import type { AuditQuery } from "../../../domain/audit/audit-store.js";
import { BadRequest } from "../../http/http-errors.js";
import { pageOf, resource } from "../documents.js";
import { filterParameter } from "../query.js";
import { anything, object, type Static, text, textOrNull, time } from "../schemas.js";
import { decodeTime, encodeTime, TIME_PATTERN, TIME_RULE } from "../timestamps.js";

/** Who did something. */
export const actorObject = object({
  type: text({ description: "Who did it: a user, a team, the system and so on." }),
  id: textOrNull(),
  name: textOrNull(),
});

/** Portcullis extension. */
export const auditEntryResource = resource("AuditEntry", "audit-entries", {
  attributes: object({
    timestamp: time(),
    action: text({ description: "What was done, as in `update`." }),
    actor: actorObject,
    resource: object({
      type: text({ description: "What it was done to, as in `policy set`." }),
      id: textOrNull({ description: "Null for things of one kind as a whole." }),
    }),
    details: anything({ description: "What a reader needs to know besides; never a secret." }),
  }),
});

export const auditEntryPage = pageOf(auditEntryResource);

export const AUDIT_FILTERS = [
  "action",
  "resource.type",
  "resource.id",
  "actor.type",
  "since",
  "until",
] as const;

type Filter = Readonly<Partial<Record<(typeof AUDIT_FILTERS)[number], string>>>;

/** @throws BadRequest for what is no time */
export function decodeAuditQuery(filter: Filter): AuditQuery {
  return {
    verb: filter.action,
    noun: filter["resource.type"],
    subjectId: filter["resource.id"],
    actorKind: filter["actor.type"],
    since: decodeMoment(filterParameter("since"), filter.since),
    until: decodeMoment(filterParameter("until"), filter.until),
  };
}

/** @throws BadRequest for what is no time */
export function decodeMoment(parameter: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const moment = TIME_PATTERN.test(value) ? decodeTime(value) : Number.NaN;
  if (Number.isNaN(moment)) throw new BadRequest(`${parameter} ${TIME_RULE}`, parameter);
  return moment;
}

export function encodeAuditEntry(entry: RecordedEntry): Static<typeof auditEntryResource> {
  return {
    id: `ae-${entry.position}`,
    type: "audit-entries",
    attributes: {
      timestamp: encodeTime(entry.at),
      action: entry.verb,
      actor: encodeActor(entry.actor),
      resource: { type: entry.subject.noun, id: entry.subject.id },
      details: entry.details,
    },
  };
}

/** A line of the export: the same, without the form of a document. */
export function auditEntryLine(entry: RecordedEntry): string {
  const { id, attributes } = encodeAuditEntry(entry);
  return `${JSON.stringify({ id, ...attributes })}\n`;
}

export function encodeActor(actor: Identity): Static<typeof actorObject> {
  return {
    type: actor.kind,
    id: "id" in actor ? actor.id : null,
    name: "name" in actor ? actor.name : null,
  };
}
