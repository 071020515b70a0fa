import { access } from "node:fs/promises";
import type { Closing } from "./closing.js";
import { type DataDirectory, lockDataDirectory, makeDataDirectory } from "./data-directory.js";
import type { BlobStore } from "./domain/blobs/blob-store.js";
import type { Instant } from "./domain/clock.js";
import type { Settings } from "./settings.js";
import { FileBlobStore } from "./store/blobs/file-blob-store.js";
import { PostgresBlobStore } from "./store/dialect/postgres/postgres-blob-store.js";
import { postgresEngine } from "./store/dialect/postgres/postgres-engine.js";
import { PostgresPool } from "./store/dialect/postgres/postgres-pool.js";
import { sqliteEngine } from "./store/dialect/sqlite/sqlite-engine.js";
import { SqlStore } from "./store/sql-store.js";

/** Everything that a server keeps. */
export interface Storage {
  readonly store: SqlStore;
  readonly blobs: BlobStore;
  /** Whether other servers may work on the same store. */
  readonly isShared: boolean;
}

/**
 * Opens what the settings name, and brings it up to date: PostgreSQL where there is a URL, otherwise
 * SQLite and files in the data directory, which this server then has to itself. What must be closed
 * later is added to `opened` one by one, also when the next step fails.
 *
 * @throws Error when it cannot be used, is in use, or was written by a newer program
 */
export async function openStorage(
  { databaseUrl }: Pick<Settings, "databaseUrl">,
  directory: DataDirectory,
  now: Instant,
  opened: Closing,
): Promise<Storage> {
  if (databaseUrl === null) {
    const lock = await lockDataDirectory(directory.path);
    opened.add(async () => lock.release());
    const store = await SqlStore.open(sqliteEngine(directory.database), now);
    opened.add(() => store.close());
    return { store, blobs: await FileBlobStore.open(directory.blobs), isShared: false };
  }
  await makeDataDirectory(directory.path);
  const pool = new PostgresPool(databaseUrl);
  const store = await SqlStore.open(postgresEngine(pool), now);
  opened.add(() => store.close());
  return { store, blobs: await PostgresBlobStore.open(pool, directory.scratch), isShared: true };
}

/**
 * Opens the store of a server that was started once and may be running.
 *
 * @throws Error when no server was ever started there
 */
export async function openExistingStore(
  { databaseUrl }: Pick<Settings, "databaseUrl">,
  { path, database }: DataDirectory,
): Promise<SqlStore> {
  if (databaseUrl !== null) {
    return SqlStore.openExisting(postgresEngine(new PostgresPool(databaseUrl)));
  }
  await access(database).catch(() => {
    throw new Error(`no server was started in "${path}" yet: start it once`);
  });
  return SqlStore.openExisting(sqliteEngine(database));
}
