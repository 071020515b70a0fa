import type { Instant } from "../clock.js";
import type { OrganizationName } from "../organizations/organization.js";
import type { Page, PageRequest } from "../page.js";
import type { AuditEntry, RecordedEntry } from "./audit-entry.js";

export interface AuditQuery {
  /** What was done. */
  readonly verb?: string | undefined;
  /** The kind of thing that it was done to. */
  readonly noun?: string | undefined;
  readonly subjectId?: string | undefined;
  /** "user", "team" and so on. */
  readonly actorKind?: string | undefined;
  /** From this moment on. */
  readonly since?: Instant | undefined;
  /** Before this moment. */
  readonly until?: Instant | undefined;
}

/** INVARIANT: entries are only ever added; the database itself refuses to change or remove one. */
export interface AuditStore {
  append(entry: AuditEntry): Promise<void>;
  /** What was done in an organization, the latest first; the total is not counted. */
  list(
    organization: OrganizationName,
    query: AuditQuery,
    page: PageRequest,
  ): Promise<Page<RecordedEntry>>;
  /** How much was done in an organization, from that moment on or ever. */
  count(organization: OrganizationName, since: Instant | undefined): Promise<number>;
  /** What was done in an organization after that position, the oldest first, `limit` at most. */
  after(
    organization: OrganizationName,
    query: AuditQuery,
    position: number,
    limit: number,
  ): Promise<readonly RecordedEntry[]>;
}
