import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AuditEntry } from "../../src/domain/audit/audit-entry.js";
import { queriesIn, recording } from "../../src/store/contract/recording-engine.js";
import { storeContract } from "../../src/store/contract/store-contract.js";
import { postgresEngine } from "../../src/store/dialect/postgres/postgres-engine.js";
import { PostgresPool } from "../../src/store/dialect/postgres/postgres-pool.js";
import { postgresWords } from "../../src/store/dialect/postgres/postgres-words.js";
import { SqlStore } from "../../src/store/sql-store.js";
import { FreshDatabase } from "../harness/fresh-database.js";

/** Of a query that no row can fit. */
const FINDS_NOTHING = /One-Time Filter: false/;

describe("PostgreSQL", () => {
  let database: FreshDatabase;
  let store: SqlStore;
  const statements = new Set<string>();
  beforeAll(async () => {
    database = await FreshDatabase.create();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    const engine = postgresEngine(new PostgresPool(database.url));
    store = await SqlStore.open(recording(engine, statements), 0);
  });
  afterEach(async () => {
    await store.close();
    await database.empty();
  });

  storeContract({
    read: (work) => store.read(work),
    transaction: (work) => store.transaction(work),
    indexed: (work) => store.indexed(work),
    revision: () => store.revision(),
    another: () => SqlStore.openExisting(postgresEngine(new PostgresPool(database.url))),
    onIndexTaken: (listener) => store.onIndexTaken(listener),
    onWorkEnqueued: (listener) => store.onWorkEnqueued(listener),
    auditEntries: async () => {
      const rows = await database.query<AuditRow>("SELECT * FROM audit_entries ORDER BY position");
      return rows.map((row) => ({
        at: Number(row.at),
        actor: row.actor,
        verb: row.verb,
        subject: { noun: row.noun, id: row.subject_id, organization: row.organization },
        details: row.details,
        requestId: row.request_id,
      })) as AuditEntry[];
    },
    tamperWithAudit: async () => {
      const attempts = {
        "UPDATE audit_entries SET verb = 'read'": "never changed",
        "DELETE FROM audit_entries": "never removed",
        "TRUNCATE audit_entries": "never removed",
      };
      for (const [statement, refusal] of Object.entries(attempts)) {
        await expect(database.query(statement)).rejects.toThrow(refusal);
      }
    },
  });

  describe("queries", () => {
    afterAll(() => statements.clear());

    it("find their rows through an index, all of them", async () => {
      // Those with thousands of values would be the same again.
      const searches = queriesIn(statements, { name: "postgres", words: postgresWords }).filter(
        (sql) => sql.length < 5_000 && !/pg_/.test(sql),
      );
      expect(searches.length).toBeGreaterThan(40);
      const scans: string[] = [];
      for (const sql of searches) {
        const plan = await explain(sql);
        // A page whose rows must be sorted first costs as much as the whole list.
        const isSorted = /Limit[^\n]*\n\s*->\s+Sort/.test(plan) && !FINDS_NOTHING.test(plan);
        if (plan.includes("Seq Scan") || isSorted) scans.push(`${sql}:\n${plan}`);
      }
      expect(scans).toEqual([]);
    });

    /** The plan for any values, where reading a whole table and sorting are the last resort. */
    async function explain(sql: string): Promise<string> {
      const count = Math.max(
        0,
        ...[...sql.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)),
      );
      const values = count === 0 ? "" : `(${Array(count).fill("NULL").join(", ")})`;
      return database.explain([
        "SET enable_seqscan = off",
        "SET enable_sort = off",
        "SET plan_cache_mode = force_generic_plan",
        `PREPARE asked AS ${sql}`,
        `EXPLAIN EXECUTE asked${values}`,
      ]);
    }
  });
});

interface AuditRow {
  readonly at: string;
  readonly actor: unknown;
  readonly verb: string;
  readonly noun: string;
  readonly subject_id: string | null;
  readonly organization: string | null;
  readonly details: unknown;
  readonly request_id: string | null;
}
