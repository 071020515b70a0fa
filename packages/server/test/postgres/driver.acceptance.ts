import { CompiledQuery, Kysely, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Unavailable } from "../../src/domain/errors.js";
import type { Transaction } from "../../src/domain/store.js";
import { insertOrganization, policy } from "../../src/store/contract/samples.js";
import { postgresDialect } from "../../src/store/dialect/postgres/postgres-dialect.js";
import { postgresEngine } from "../../src/store/dialect/postgres/postgres-engine.js";
import { PostgresPool } from "../../src/store/dialect/postgres/postgres-pool.js";
import { SqlStore } from "../../src/store/sql-store.js";
import { FreshDatabase } from "../harness/fresh-database.js";

describe("the connection to PostgreSQL", () => {
  let database: FreshDatabase;
  beforeEach(async () => {
    database = await FreshDatabase.create();
  });
  afterEach(() => database.drop());

  async function withDb<Result>(use: (db: Kysely<never>) => Promise<Result>): Promise<Result> {
    const db = new Kysely<never>({ dialect: postgresDialect(new PostgresPool(database.url)) });
    try {
      return await use(db);
    } finally {
      await db.destroy();
    }
  }
  const value = (text: string, ...parameters: unknown[]) =>
    withDb(async (db) => {
      const { rows } = await db.executeQuery<object>(CompiledQuery.raw(text, parameters));
      return Object.values(rows[0] ?? {})[0];
    });

  it("gives numbers, texts and bytes as SQLite does", async () => {
    expect(await value("SELECT 9007199254740991::bigint")).toBe(9_007_199_254_740_991);
    expect(await value("SELECT count(*) FROM pg_class WHERE false")).toBe(0);
    expect(await value("SELECT 1::smallint")).toBe(1);
    expect(await value(`SELECT '{"a": "\\u0000"}'::json`)).toBe('{"a": "\\u0000"}');
    expect(await value("SELECT '\\x00ff'::bytea")).toEqual(Buffer.from([0, 255]));
    expect(await value("SELECT $1::bytea", new Uint8Array([0, 1]))).toEqual(Buffer.from([0, 1]));
    expect(await value("SELECT now()")).toEqual(expect.any(String));
  });

  it("fails rather than give a number that is another one", async () => {
    const tooLarge = value("SELECT 9007199254740993::bigint");
    await expect(tooLarge).rejects.toThrow("the database holds the number 9007199254740993");
  });

  it("ends statements that take too long, and is usable afterwards", async () => {
    await withDb(async (db) => {
      await db.connection().execute(async (connection) => {
        const { rows } = await sql<{ statement_timeout: string }>`SHOW statement_timeout`.execute(
          connection,
        );
        expect(rows).toEqual([{ statement_timeout: "30s" }]);
        await sql`SET statement_timeout = 50`.execute(connection);
        await expect(sql`SELECT pg_sleep(5)`.execute(connection)).rejects.toThrow(
          "statement timeout",
        );
        expect((await sql`SELECT 1`.execute(connection)).rows).toHaveLength(1);
      });
    });
  });

  it("says where the database is that it cannot reach, and keeps the password to itself", async () => {
    const missing = database.url.replace(database.name, "no_such_database");
    const open = (url: string) => SqlStore.open(postgresEngine(new PostgresPool(url)), 0);
    await expect(open(missing)).rejects.toThrow(
      /^database "no_such_database" on "\/.*" cannot be reached: .* does not exist$/,
    );
    const refused = open("postgres://eve:secret@127.0.0.1:1/portcullis");
    await expect(refused).rejects.toThrow(Unavailable);
    const message = await refused.catch((error: Error) => error.message);
    expect(message).toMatch(
      /^database "portcullis" on "127.0.0.1:1" cannot be reached: .*ECONNREFUSED/,
    );
    expect(message).not.toContain("secret");
  });

  it("commits nothing when a statement failed, whoever heard of it, and is usable afterwards", async () => {
    const store = await SqlStore.open(postgresEngine(new PostgresPool(database.url)), 0);
    await store.transaction((tx) => insertOrganization(tx));
    const twice = (hear: (tx: Transaction) => Promise<unknown>) =>
      store.transaction(async (tx) => {
        await tx.policies.insert(policy("tags"));
        await tx.policies.insert(policy("tags"));
        await hear(tx);
      });
    // The end hears of it, a statement does, or a statement of which nobody wants to know.
    await expect(twice(async () => {})).rejects.toThrow("duplicate key");
    await expect(twice((tx) => tx.organizations.get("acme"))).rejects.toThrow("duplicate key");
    const unheard = twice((tx) => tx.organizations.get("acme").catch(() => {}));
    await expect(unheard).rejects.toThrow("nothing was committed");
    const isTaken = () => store.read((tx) => tx.policies.isNameTaken("acme", "tags"));
    expect(await isTaken()).toBe(false);
    await store.transaction((tx) => tx.policies.insert(policy("tags")));
    expect(await isTaken()).toBe(true);
    await store.close();
  });

  it("sends many writes one behind the other", async () => {
    const store = await SqlStore.open(postgresEngine(new PostgresPool(database.url)), 0);
    await store.transaction(async (tx) => {
      await insertOrganization(tx);
      for (let at = 0; at < 170; at++) await tx.policies.insert(policy(`p-${at}`));
    });
    const page = { number: 1, size: 1 };
    const list = await store.read((tx) => tx.policies.list("acme", { sort: [] }, page));
    expect(list.total).toBe(170);
    await store.close();
  });

  it("is made anew after it was lost, within a transaction and without one", async () => {
    const store = await SqlStore.open(postgresEngine(new PostgresPool(database.url)), 0);
    await store.transaction((tx) => insertOrganization(tx));
    const interrupted = store.transaction(async (tx) => {
      await insertOrganization(tx, "other");
      await database.disconnectAll();
      await tx.organizations.get("other");
    });
    await expect(interrupted).rejects.toThrow(Unavailable);
    await expect(store.read((tx) => tx.organizations.exists("other"))).resolves.toBe(false);
    // Lost while nobody uses them, however many: whoever asks next does not notice.
    const exists = () => store.read((tx) => tx.organizations.exists("acme"));
    await Promise.all([1, 2, 3, 4, 5].map(exists));
    await database.disconnectAll();
    expect(await Promise.all([1, 2, 3, 4, 5].map(exists))).toEqual(Array(5).fill(true));
    await store.close();
  });

  it("gives up in the end when others always come in between", async () => {
    const store = await SqlStore.open(postgresEngine(new PostgresPool(database.url)), 0);
    await store.transaction((tx) => insertOrganization(tx));
    let attempts = 0;
    const unlucky = store.transaction(async (tx) => {
      attempts++;
      const organization = await tx.organizations.get("acme");
      await database.query("UPDATE organizations SET email = $1", [`${attempts}@acme.test`]);
      await tx.organizations.save("acme", organization);
    });
    await expect(unlucky).rejects.toThrow(Unavailable);
    expect(attempts).toBe(60);
    await store.close();
  });

  it("listens again after its connection was lost, and looks whether it has missed something", async () => {
    const open = () => SqlStore.open(postgresEngine(new PostgresPool(database.url)), 0);
    const [store, other] = [await open(), await open()];
    let told = 0;
    store.onWorkEnqueued(() => told++);
    const announce = async () => {
      const { announce } = postgresEngine(new PostgresPool(database.url));
      await withDb((db) => announce(db as never, "work"));
    };
    await expect.poll(listeners, { timeout: 5_000 }).toBe(2);
    await announce();
    await expect.poll(() => told, { timeout: 5_000 }).toBe(1);
    await database.disconnectAll();
    // Once because it may have missed something.
    await expect.poll(() => told, { timeout: 10_000 }).toBe(2);
    await announce();
    await expect.poll(() => told, { timeout: 5_000 }).toBe(3);
    await store.close();
    await other.close();
  });

  async function listeners(): Promise<number> {
    const text =
      "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'";
    const [row] = await database.query<{ count: number }>(text);
    return row?.count ?? 0;
  }
});
