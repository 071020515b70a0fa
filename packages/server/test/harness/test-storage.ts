import type { BlobStore } from "../../src/domain/blobs/blob-store.js";
import type { Instant } from "../../src/domain/clock.js";
import { FileBlobStore } from "../../src/store/blobs/file-blob-store.js";
import { PostgresBlobStore } from "../../src/store/dialect/postgres/postgres-blob-store.js";
import { postgresEngine } from "../../src/store/dialect/postgres/postgres-engine.js";
import { PostgresPool } from "../../src/store/dialect/postgres/postgres-pool.js";
import { sqliteEngine } from "../../src/store/dialect/sqlite/sqlite-engine.js";
import { SqlStore } from "../../src/store/sql-store.js";
import { FreshDatabase, hasPostgres } from "./fresh-database.js";

interface TestStorage {
  readonly store: SqlStore;
  readonly blobs: BlobStore;
}

/** Databases whose test is over, to be emptied for the next; the end of their server removes them. */
const used: FreshDatabase[] = [];

/** An empty database: the given SQLite file, or one where tests are to run. */
export async function openTestStorage(
  folder: string,
  file: string | undefined,
  now: Instant,
): Promise<TestStorage> {
  if (file === undefined && hasPostgres) return openPostgres(folder, now);
  const store = await SqlStore.open(sqliteEngine(file ?? ":memory:"), now);
  return { store, blobs: await FileBlobStore.open(folder) };
}

async function openPostgres(folder: string, now: Instant): Promise<TestStorage> {
  const database = used.pop() ?? (await FreshDatabase.create());
  const pool = new PostgresPool(database.url);
  const store = await SqlStore.open(postgresEngine(pool), now);
  await database.empty();
  const close = store.close.bind(store);
  store.close = async () => {
    await close();
    used.push(database);
  };
  return { store, blobs: await PostgresBlobStore.open(pool, folder) };
}
