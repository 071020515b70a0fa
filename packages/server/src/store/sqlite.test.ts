import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import type { CompiledQuery, DatabaseConnection, Driver } from "kysely";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { storeContract } from "./contract/store-contract.js";
import type { StoreUnderTest } from "./contract/store-under-test.js";
import { sqliteEngine } from "./dialect/sqlite/sqlite-engine.js";
import type { Engine } from "./engine.js";
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
    transaction: (work) => store.transaction(work),
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
          })),
      ),
    tamperWithAudit: async () =>
      withDatabase(path, (db) => {
        expect(() => db.exec("UPDATE audit_entries SET verb = 'read'")).toThrow("never changed");
        expect(() => db.exec("DELETE FROM audit_entries")).toThrow("never removed");
      }),
  };

  storeContract(underTest);

  describe("queries", () => {
    afterAll(() => statements.clear());

    it("find their rows through an index, all of them", () => {
      const selects = [...statements].filter((sql) => /^(select|update|delete)/i.test(sql));
      expect(selects.length).toBeGreaterThan(40);
      const scans = withDatabase(path, (db) =>
        selects.flatMap((sql) =>
          db
            .prepare(`EXPLAIN QUERY PLAN ${sql}`)
            .all(...Array(sql.split("?").length - 1).fill(null))
            .map(({ detail }) => String(detail))
            .filter((detail) => detail.startsWith("SCAN") && !detail.includes(" INDEX "))
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

/** The same engine, which also writes down the text of each statement. */
function recording(engine: Engine, statements: Set<string>): Engine {
  const { dialect } = engine;
  return {
    ...engine,
    dialect: {
      createAdapter: () => dialect.createAdapter(),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createIntrospector: (db) => dialect.createIntrospector(db),
      createDriver: () => recordingDriver(dialect.createDriver(), statements),
    },
  };
}

function recordingDriver(driver: Driver, statements: Set<string>): Driver {
  const note = (connection: DatabaseConnection): DatabaseConnection => ({
    executeQuery: (query: CompiledQuery) => {
      // Lists of ids of any length are one statement.
      statements.add(query.sql.replace(/\((\?, )+\?\)/g, "(?)"));
      return connection.executeQuery(query);
    },
    streamQuery: (query, size) => connection.streamQuery(query, size),
  });
  return {
    init: () => driver.init(),
    acquireConnection: async () => note(await driver.acquireConnection()),
    beginTransaction: (connection, settings) => driver.beginTransaction(connection, settings),
    commitTransaction: (connection) => driver.commitTransaction(connection),
    rollbackTransaction: (connection) => driver.rollbackTransaction(connection),
    releaseConnection: (connection) => driver.releaseConnection(connection),
    destroy: () => driver.destroy(),
  };
}
