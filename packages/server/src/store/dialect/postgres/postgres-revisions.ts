import type { Client } from "pg";
import { type Duration, SECOND } from "../../../domain/clock.js";
import { SharedReads } from "../../../domain/shared-reads.js";
import type { Revision } from "../../../domain/store.js";
import type { Revisions } from "../../engine.js";
import { keepConnected } from "./lasting-connection.js";
import type { PostgresPool } from "./postgres-pool.js";

/** LIMIT: how long an answer is waited for; who gets none reads everything, which needs no answer. */
const TIMEOUT: Duration = SECOND;

/**
 * What a snapshot shows is decided by which transactions had ended when it was taken, and PostgreSQL tells
 * just that: the number below which all had, the one from which on none had, and which between them had
 * not. So two snapshots with the same text show the same. A transaction that only reads has no number.
 *
 * A server that follows another one takes its numbers from there, and is not asked.
 */
const SNAPSHOT = {
  name: "revision",
  text: "SELECT CASE WHEN pg_is_in_recovery() THEN NULL ELSE pg_current_snapshot()::text END AS text",
};

/** Tells revisions by snapshots, on a connection of its own, so that nobody waits for a transaction. */
export class PostgresRevisions implements Revisions {
  /** Null while there is none: then nobody waits for one. */
  private client: Client | null = null;
  /**
   * Counts connections. What is found after one was lost may be a server that was set back to an earlier
   * state, where the same numbers stand for other transactions.
   */
  private session = 0;
  private readonly reads = new SharedReads(() => this.ask());
  readonly close: () => Promise<void>;

  constructor(pool: PostgresPool) {
    this.close = keepConnected(
      () => pool.newClient({ query_timeout: TIMEOUT }),
      async (client) => {
        this.client = client;
        this.session++;
      },
      () => {
        this.client = null;
      },
    );
  }

  async now(): Promise<Revision | null> {
    return this.client === null ? null : this.reads.read();
  }

  private async ask(): Promise<Revision | null> {
    const { client, session } = this;
    if (client === null) return null;
    try {
      const { rows } = await client.query<{ text: string | null }>(SNAPSHOT);
      const text = rows[0]?.text ?? null;
      return text === null ? null : `${session} ${text}`;
    } catch {
      // One that did not answer in time would give the answer to the next who asks.
      this.client = null;
      client.end().catch(() => {});
      return null;
    }
  }
}
