import { CompiledQuery, type Kysely, sql } from "kysely";
import type { Engine } from "./engine.js";
import { type Migration, statementsOf } from "./migration.js";
import type { Tables } from "./schema.js";

/** The one table that no migration makes, on every engine alike. */
export const SCHEMA_VERSION = `CREATE TABLE IF NOT EXISTS schema_version (
  version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL
)`;

/**
 * Brings the schema up to date, in one transaction under a lock: a failure leaves everything as it was,
 * and of two processes that start at once the second finds nothing left to do.
 *
 * @throws Error when the database was written by a newer program
 */
export async function migrate(
  db: Kysely<Tables>,
  engine: Engine,
  migrations: readonly Migration[],
  now: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await engine.lockSchema(tx);
    await sql.raw(SCHEMA_VERSION).execute(tx);
    const current = await readVersion(tx);
    refuseNewer(current, migrations.length);
    for (const migration of migrations.slice(current)) {
      for (const statement of statementsOf(migration, engine)) {
        await tx.executeQuery(CompiledQuery.raw(statement));
      }
      const { version, name } = migration;
      await tx.insertInto("schema_version").values({ version, name, applied_at: now }).execute();
    }
  });
}

/** @throws Error unless the schema is the one that this program reads and writes */
export async function requireCurrentSchema(
  db: Kysely<Tables>,
  migrations: readonly Migration[],
): Promise<void> {
  const tables = await db.introspection.getTables();
  const isThere = tables.some((table) => table.name === "schema_version");
  const version = isThere ? await readVersion(db) : 0;
  refuseNewer(version, migrations.length);
  if (version < migrations.length) {
    const versions = `version ${version} of the schema, this program needs ${migrations.length}`;
    throw new Error(`the database has ${versions}: start the server once`);
  }
}

async function readVersion(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom("schema_version")
    .select((eb) => eb.fn.max("version").as("version"))
    .executeTakeFirst();
  return row?.version ?? 0;
}

function refuseNewer(version: number, known: number): void {
  if (version <= known) return;
  const versions = `version ${version} of the schema, this program knows ${known}`;
  throw new Error(`the database has ${versions}: use a newer program`);
}
