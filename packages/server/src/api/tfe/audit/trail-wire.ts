import type { Identity } from "../../../domain/access/actor.js";
import type { RecordedEntry } from "../../../domain/audit/audit-entry.js";
import type { Organization } from "../../../domain/organizations/organization.js";
import type { Page } from "../../../domain/page.js";
import {
  anything,
  list,
  object,
  onlyNull,
  type Static,
  text,
  textOrNull,
  time,
  whole,
  wholeOrNull,
} from "../schemas.js";
import { encodeTime } from "../timestamps.js";

/** COMPAT (Audit Trails API): these names, with underscores, and no document of JSON:API. */
const auditEvent = object(
  {
    id: text({ description: "A UUID that is made of the entry's place in the trail." }),
    version: text(),
    type: text(),
    timestamp: time(),
    auth: object({
      accessor_id: text(),
      description: text(),
      type: text({ description: "`Client` or `System`." }),
      impersonator_id: onlyNull(),
      organization_id: text(),
    }),
    request: object({ id: textOrNull() }),
    resource: object({
      id: text({ description: "Empty for things of one kind as a whole." }),
      type: text({ description: "As in `policy_set`." }),
      action: text({ description: "As in `update`." }),
      meta: anything({ description: "What a reader needs to know besides, or null." }),
    }),
  },
  { title: "AuditEvent" },
);

export const auditTrail = object(
  {
    data: list(auditEvent),
    pagination: object({
      current_page: whole(),
      page_size: whole(),
      prev_page: wholeOrNull(),
      next_page: wholeOrNull(),
      total_pages: whole(),
      total_count: whole(),
    }),
  },
  { title: "AuditTrail" },
);

export function encodeTrail(
  { items, number, size, total, hasNext }: Page<RecordedEntry>,
  organization: Organization,
): Static<typeof auditTrail> {
  const count = total ?? items.length;
  return {
    data: items.map((entry) => encodeEvent(entry, organization)),
    pagination: {
      current_page: number,
      page_size: size,
      prev_page: number > 1 ? number - 1 : null,
      next_page: hasNext ? number + 1 : null,
      total_pages: Math.max(1, Math.ceil(count / size)),
      total_count: count,
    },
  };
}

function encodeEvent(entry: RecordedEntry, organization: Organization): Static<typeof auditEvent> {
  const { at, actor, verb, subject, details, requestId, position } = entry;
  return {
    id: eventId(position),
    version: "0",
    type: "Resource",
    timestamp: encodeTime(at),
    auth: {
      accessor_id: accessorOf(actor, organization),
      description: "name" in actor ? actor.name : actor.kind,
      type: actor.kind === "system" ? "System" : "Client",
      impersonator_id: null,
      organization_id: organization.externalId,
    },
    request: { id: requestId },
    resource: {
      id: subject.id ?? "",
      type: resourceType(subject.noun),
      action: spoken(verb),
      meta: Object.keys(details).length === 0 ? null : details,
    },
  };
}

/** A UUID of version 8: what the rest of it says is up to whoever makes it. */
function eventId(position: number): string {
  return `00000000-0000-8000-8000-${position.toString(16).padStart(12, "0")}`;
}

function accessorOf(actor: Identity, { externalId }: Organization): string {
  if (actor.kind === "organization") return externalId;
  return "id" in actor ? actor.id : actor.kind;
}

/** COMPAT (Audit Trails API, sample): what is a token here is an authentication token there. */
function resourceType(noun: string): string {
  return noun === "token" ? "authentication_token" : spoken(noun);
}

const spoken = (words: string) => words.replaceAll(" ", "_").toLowerCase();
