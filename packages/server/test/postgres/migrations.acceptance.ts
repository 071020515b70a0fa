import { afterEach, describe, expect, it } from "vitest";
import { migrationContract } from "../../src/store/contract/migrations.js";
import { postgresEngine } from "../../src/store/dialect/postgres/postgres-engine.js";
import { PostgresPool } from "../../src/store/dialect/postgres/postgres-pool.js";
import { migrations } from "../../src/store/migrations/all.js";
import { SqlStore } from "../../src/store/sql-store.js";
import { FreshDatabase } from "../harness/fresh-database.js";

describe("a schema of an earlier program on PostgreSQL", () => {
  const made: FreshDatabase[] = [];
  afterEach(async () => {
    for (const database of made.splice(0)) await database.drop();
  });

  migrationContract(async () => {
    const database = await FreshDatabase.create();
    made.push(database);
    return {
      engine: () => postgresEngine(new PostgresPool(database.url)),
      schema: async () => {
        const rows = await database.query<{ definition: string }>(SCHEMA);
        return rows.map(({ definition }) => definition);
      },
    };
  });

  it("is brought up to date once by processes that start at the same time", async () => {
    const database = await FreshDatabase.create();
    made.push(database);
    const engine = () => postgresEngine(new PostgresPool(database.url));
    const stores = await Promise.all([1, 2, 3, 4].map((now) => SqlStore.open(engine(), now)));
    for (const store of stores) await store.close();
    const applied = "SELECT version FROM schema_version";
    expect(await database.query(applied)).toEqual(migrations.map(({ version }) => ({ version })));
  });

  it("is left alone by whoever only wants to use it", async () => {
    const database = await FreshDatabase.create();
    made.push(database);
    const engine = postgresEngine(new PostgresPool(database.url));
    await expect(SqlStore.openExisting(engine)).rejects.toThrow("start the server once");
  });
});

const SCHEMA = `
  SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, collation_name, is_nullable) AS definition
    FROM information_schema.columns WHERE table_schema = 'public'
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  ORDER BY definition`;
