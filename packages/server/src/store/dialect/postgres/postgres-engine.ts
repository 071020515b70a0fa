import { sql } from "kysely";
import type { Engine } from "../../engine.js";
import { postgresDialect } from "./postgres-dialect.js";
import { isWorthRepeating } from "./postgres-errors.js";
import type { PostgresPool } from "./postgres-pool.js";
import { postgresWords } from "./postgres-words.js";
import { CHANNEL, WorkAnnouncements } from "./work-announcements.js";

/** Among the advisory locks of a database, the one for its schema: "port" in ASCII. */
const SCHEMA_LOCK = 0x70_6f_72_74;

/** A database that several processes may share. Closing the store closes the pool. */
export function postgresEngine(pool: PostgresPool): Engine {
  const announcements = new WorkAnnouncements(pool);
  return {
    name: "postgres",
    dialect: postgresDialect(pool),
    words: postgresWords,
    lockSchema: async (tx) => {
      // Another server's migration and our own may take their time.
      await sql`SET LOCAL statement_timeout = 0`.execute(tx);
      await sql`SELECT pg_advisory_xact_lock(${SCHEMA_LOCK})`.execute(tx);
    },
    isWorthRepeating,
    announceWork: async (tx) => {
      await sql`SELECT pg_notify(${CHANNEL}, ${announcements.sender})`.execute(tx);
    },
    onWorkAnnounced: (listener) => announcements.listen(listener),
  };
}
