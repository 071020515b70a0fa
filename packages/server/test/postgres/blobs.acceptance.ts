import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HOUR } from "../../src/domain/clock.js";
import { blobContract } from "../../src/store/contract/blobs.js";
import { PostgresBlobStore } from "../../src/store/dialect/postgres/postgres-blob-store.js";
import { postgresEngine } from "../../src/store/dialect/postgres/postgres-engine.js";
import { PostgresPool } from "../../src/store/dialect/postgres/postgres-pool.js";
import { SqlStore } from "../../src/store/sql-store.js";
import { FreshDatabase } from "../harness/fresh-database.js";

describe("blobs in PostgreSQL", () => {
  let database: FreshDatabase;
  let scratch: string;
  let store: SqlStore;
  let pool: PostgresPool;
  let blobs: PostgresBlobStore;
  beforeAll(async () => {
    database = await FreshDatabase.create();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    scratch = await mkdtemp(join(tmpdir(), "portcullis-scratch-"));
    pool = new PostgresPool(database.url);
    store = await SqlStore.open(postgresEngine(pool), 0);
    blobs = await PostgresBlobStore.open(pool, scratch);
  });
  afterEach(async () => {
    await store.close();
    await database.empty();
    await rm(scratch, { recursive: true });
  });

  blobContract({
    blobs: () => blobs,
    kept: async () => {
      expect(await readdir(scratch)).toEqual([]);
      const parts =
        "SELECT DISTINCT blob_id FROM blob_parts WHERE blob_id NOT IN (SELECT id FROM blobs)";
      expect(await database.query(parts)).toEqual([]);
      const rows = await database.query<{ id: string }>("SELECT id FROM blobs ORDER BY id");
      return rows.map(({ id }) => id);
    },
    age: async (id) => {
      const past = Date.now() - 2 * HOUR;
      await database.query("UPDATE blobs SET written_at = $2 WHERE id = $1", [id, past]);
    },
  });

  it("leave no old file behind, and let other processes have theirs", async () => {
    const past = new Date(Date.now() - 25 * HOUR);
    for (const name of ["old", "young"]) await writeFile(join(scratch, name), "half");
    await utimes(join(scratch, "old"), past, past);
    await PostgresBlobStore.open(pool, scratch);
    expect(await readdir(scratch)).toEqual(["young"]);
  });
});
