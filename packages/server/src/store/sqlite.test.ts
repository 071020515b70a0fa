import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrationContract } from "./contract/migrations.js";
import { queriesIn, recording } from "./contract/recording-engine.js";
import { insertOrganization, workspace } from "./contract/samples.js";
import { storeContract } from "./contract/store-contract.js";
import type { StoreUnderTest } from "./contract/store-under-test.js";
import { sqliteEngine } from "./dialect/sqlite/sqlite-engine.js";
import { sqliteWords } from "./dialect/sqlite/sqlite-words.js";
import { SqlStore } from "./sql-store.js";

describe("SQLite", () => {
  let folder: string;
  let path: string;
  let store: SqlStore;
  const statements = new Set<string>();
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "portcullis-store-"));
    path = join(folder, "portcullis.db");
    store = await SqlStore.open(recording(sqliteEngine(path), statements), 0);
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const underTest: StoreUnderTest = {
    read: (work) => store.read(work),
    transaction: (work) => store.transaction(work),
    indexed: (work) => store.indexed(work),
    revision: () => store.revision(),
    another: () => SqlStore.openExisting(sqliteEngine(path)),
    onIndexTaken: (listener) => store.onIndexTaken(listener),
    onWorkEnqueued: (listener) => store.onWorkEnqueued(listener),
    auditEntries: async () =>
      withDatabase(path, (db) =>
        db
          .prepare("SELECT * FROM audit_entries ORDER BY position")
          .all()
          .map((row) => ({
            at: row.at,
            actor: JSON.parse(row.actor),
            verb: row.verb,
            subject: { noun: row.noun, id: row.subject_id, organization: row.organization },
            details: JSON.parse(row.details),
            requestId: row.request_id,
          })),
      ),
    tamperWithAudit: async () =>
      withDatabase(path, (db) => {
        expect(() => db.exec("UPDATE audit_entries SET verb = 'read'")).toThrow("never changed");
        expect(() => db.exec("DELETE FROM audit_entries")).toThrow("never removed");
      }),
  };

  storeContract(underTest);

  it("lets transactions follow each other in the order in which they came", async () => {
    await store.transaction((tx) => insertOrganization(tx));
    const order: number[] = [];
    const add = (number: number) =>
      store.transaction(async (tx) => {
        const { items } = await tx.workspaces.list("acme", {}, { number: 1, size: 1 });
        expect(items).toHaveLength(Math.min(number, 1));
        await tx.workspaces.insert(workspace(`w${number}`));
        order.push(number);
      });
    await Promise.all([0, 1, 2, 3, 4].map(add));
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  describe("a schema of an earlier program", () => {
    let count = 0;
    migrationContract(async () => {
      const file = join(folder, `earlier-${++count}.db`);
      return {
        engine: () => sqliteEngine(file),
        schema: async () =>
          withDatabase(file, (db) =>
            db
              .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
              .all()
              .map(({ sql }) => String(sql)),
          ),
      };
    });
  });

  describe("queries", () => {
    afterAll(() => statements.clear());

    it("find their rows through an index, all of them", () => {
      const selects = queriesIn(statements, { name: "sqlite", words: sqliteWords });
      expect(selects.length).toBeGreaterThan(40);
      const scans = withDatabase(path, (db) =>
        selects.flatMap((sql) =>
          db
            .prepare(`EXPLAIN QUERY PLAN ${sql}`)
            .all(...Array(sql.split("?").length - 1).fill(null))
            .map(({ detail }) => String(detail))
            .filter((detail) => detail.startsWith("SCAN") && !detail.includes(" INDEX "))
            // What a statement has put together itself.
            .filter((detail) => !/^SCAN parts?$/.test(detail))
            .map((detail) => `${detail}: ${sql}`),
        ),
      );
      expect(scans).toEqual([]);
    });
  });
});

function withDatabase<Result>(
  path: string,
  use: (db: InstanceType<typeof DatabaseSync>) => Result,
): Result {
  const db = new DatabaseSync(path);
  try {
    return use(db);
  } finally {
    db.close();
  }
}
