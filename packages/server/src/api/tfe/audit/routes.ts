import type { RecordedEntry } from "../../../domain/audit/audit-entry.js";
import type { AuditService } from "../../../domain/audit/audit-service.js";
import { encodePage } from "../pages.js";
import { ok, plainJson, streamedLines } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import { auditTrail, encodeTrail } from "./trail-wire.js";
import {
  AUDIT_FILTERS,
  auditEntryLine,
  auditEntryPage,
  decodeAuditQuery,
  decodeMoment,
  encodeAuditEntry,
} from "./wire.js";

const ENTRIES = "/organizations/:organization_name/audit-entries";
const doc = "Portcullis: Audit trail";

export const auditRoutes = (audit: AuditService, { baseUrl }: Site): TfeRoute[] => [
  route("GET", ENTRIES, {
    operation: "auditEntries.list",
    doc,
    note: "Portcullis extension, for owners: every change and every decision in the organization, the latest first.",
    statuses: [200, 400, 404],
    query: { paged: true, filters: AUDIT_FILTERS },
    response: auditEntryPage,
    handle: async ({ actor, param, query, url }) => {
      const filter = decodeAuditQuery(query.filter);
      const page = await audit.list(actor, param("organization_name"), filter, query.page);
      return ok({ data: page.items.map(encodeAuditEntry), ...encodePage(page, url, baseUrl()) });
    },
  }),

  route("GET", `${ENTRIES}/export`, {
    operation: "auditEntries.export",
    doc,
    note: "Portcullis extension, for owners: all of it, the oldest first, a JSON object in each line.",
    statuses: [200, 400, 404],
    query: { filters: AUDIT_FILTERS },
    response: "text",
    mediaType: "application/x-ndjson",
    handle: async ({ actor, param, query }) => {
      const filter = decodeAuditQuery(query.filter);
      const parts = await audit.export(actor, param("organization_name"), filter);
      return streamedLines(linesOf(parts));
    },
  }),
];

/** COMPAT (Audit Trails API): how many events come when no number is asked for, and at most. */
const TRAIL_PAGE = 1_000;

/** What collectors of the vendor's trail ask for, with the token of the organization. */
export const auditTrailRoutes = (audit: AuditService): TfeRoute[] => [
  route("GET", "/organization/audit-trail", {
    operation: "auditTrail.list",
    doc: "Audit Trails API: List an organization's audit events",
    note: "With the token of an organization and no other; no document of JSON:API.",
    statuses: [200, 400, 404],
    query: { paged: true, pageSize: TRAIL_PAGE, since: true },
    response: auditTrail,
    mediaType: "application/json",
    handle: async ({ actor, query }) => {
      const since = decodeMoment("since", query.since);
      const { organization, page } = await audit.trailOfToken(actor, since, query.page);
      return plainJson(encodeTrail(page, organization));
    },
  }),
];

async function* linesOf(parts: AsyncIterable<readonly RecordedEntry[]>): AsyncIterable<string> {
  for await (const part of parts) yield part.map(auditEntryLine).join("");
}
