import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import type { BlobStore } from "../../src/domain/blobs/blob-store.js";
import type { Instant } from "../../src/domain/clock.js";
import { FileBlobStore } from "../../src/store/blobs/file-blob-store.js";
import { PostgresBlobStore } from "../../src/store/dialect/postgres/postgres-blob-store.js";
import { postgresEngine } from "../../src/store/dialect/postgres/postgres-engine.js";
import { PostgresPool } from "../../src/store/dialect/postgres/postgres-pool.js";
import { sqliteEngine } from "../../src/store/dialect/sqlite/sqlite-engine.js";
import { SqlStore } from "../../src/store/sql-store.js";
import { FreshDatabase, hasPostgres } from "./fresh-database.js";

export interface TestStorage {
  readonly store: SqlStore;
  readonly blobs: BlobStore;
  /** Every row of every table; only of storage that was opened to be inspected. */
  contents(): Promise<Contents>;
  /** The same database, as another process has it; only of storage that was opened to be inspected. */
  another(): Promise<SqlStore>;
}

type Contents = Readonly<Record<string, readonly object[]>>;

/** Databases whose test is over, to be emptied for the next; the end of their server removes them. */
const used: FreshDatabase[] = [];

/** An empty database: the given SQLite file, or one where tests are to run. */
export async function openTestStorage(
  folder: string,
  file: string | undefined,
  now: Instant,
  isInspected: boolean,
): Promise<TestStorage> {
  if (file === undefined && hasPostgres) return openPostgres(folder, now);
  // Nobody else can look into a database in memory.
  const path = file ?? (isInspected ? join(folder, "inspected.db") : ":memory:");
  const store = await SqlStore.open(sqliteEngine(path), now);
  return {
    store,
    blobs: await FileBlobStore.open(folder),
    contents: async () => contentsOfFile(path),
    another: () => SqlStore.openExisting(sqliteEngine(path)),
  };
}

function contentsOfFile(path: string): Contents {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const rows = (query: string) => database.prepare(query).all();
    const tables = rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    return Object.fromEntries(
      tables.map(({ name }) => [name, rows(`SELECT * FROM "${name}" ORDER BY rowid`)]),
    );
  } finally {
    database.close();
  }
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
  return {
    store,
    blobs: await PostgresBlobStore.open(pool, folder),
    contents: () => database.contents(),
    another: () => SqlStore.openExisting(postgresEngine(new PostgresPool(database.url))),
  };
}
