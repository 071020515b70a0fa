import type { AuditEntry } from "../../domain/audit/audit-entry.js";
import type { Store } from "../../domain/store.js";

/** An empty store of some engine, new for each test, and what its port does not show. */
export interface StoreUnderTest {
  readonly read: Store["read"];
  readonly transaction: Store["transaction"];
  readonly indexed: Store["indexed"];
  readonly revision: Store["revision"];
  readonly onIndexTaken: Store["onIndexTaken"];
  readonly onWorkEnqueued: Store["onWorkEnqueued"];
  /** The same database, as another process has it. */
  readonly another: () => Promise<Store>;
  /** The audit trail, the oldest first. */
  readonly auditEntries: () => Promise<readonly AuditEntry[]>;
  /** Tries to change and to remove entries behind the port's back; resolves when both were refused. */
  readonly tamperWithAudit: () => Promise<void>;
}
