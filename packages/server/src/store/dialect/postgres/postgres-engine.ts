import { sql } from "kysely";
import type { Engine } from "../../engine.js";
import { Announcements, channelOf } from "./announcements.js";
import { postgresDialect } from "./postgres-dialect.js";
import { isContention, isWorthRepeating } from "./postgres-errors.js";
import type { PostgresPool } from "./postgres-pool.js";
import { PostgresRevisions } from "./postgres-revisions.js";
import { postgresWords } from "./postgres-words.js";

/** Among the advisory locks of a database, the one for its schema: "port" in ASCII. */
const SCHEMA_LOCK = 0x70_6f_72_74;

/** LIMIT: milliseconds that a group waits for those of other servers, and for any row: then each goes alone. */
const GROUP_LOCK_TIMEOUT = 500;

/** A database that several processes may share. Closing the store closes the pool. */
export function postgresEngine(pool: PostgresPool): Engine {
  const announcements = new Announcements(pool);
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
    isContention,
    // Readers go on reading. A lock on a row would come after the snapshot, and each would refuse the next.
    lockIndex: async (tx) => {
      await sql`LOCK TABLE change_indexes IN EXCLUSIVE MODE`.execute(tx);
    },
    // Others need connections, too.
    groupsAtOnce: 4,
    lockGroups: async (tx) => {
      await sql`SET LOCAL lock_timeout = ${sql.lit(GROUP_LOCK_TIMEOUT)}`.execute(tx);
      // A table that nobody else writes to but a migration.
      await sql`LOCK TABLE schema_version IN EXCLUSIVE MODE`.execute(tx);
    },
    announce: async (tx, what) => {
      await sql`SELECT pg_notify(${channelOf(what)}, ${announcements.sender})`.execute(tx);
    },
    onAnnounced: (listener) => announcements.listen(listener),
    revisions: () => new PostgresRevisions(pool),
  };
}
