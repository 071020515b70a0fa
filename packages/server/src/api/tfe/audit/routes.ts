import type { RecordedEntry } from "../../../domain/audit/audit-entry.js";
import type { AuditService } from "../../../domain/audit/audit-service.js";
import { encodePage } from "../pages.js";
import { ok, streamedLines } from "../replies.js";
import { route, type TfeRoute } from "../route.js";
import type { Site } from "../site.js";
import {
  AUDIT_FILTERS,
  auditEntryLine,
  auditEntryPage,
  decodeAuditQuery,
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

async function* linesOf(parts: AsyncIterable<readonly RecordedEntry[]>): AsyncIterable<string> {
  for await (const part of parts) yield part.map(auditEntryLine).join("");
}
