import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CompiledQuery, type DatabaseConnection } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FairMutex } from "./fair-mutex.js";
import { SqliteDriver } from "./sqlite-driver.js";

describe("the connection", () => {
  let folder: string;
  let driver: SqliteDriver;
  let connection: DatabaseConnection;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "portcullis-driver-"));
    driver = new SqliteDriver(join(folder, "test.db"));
    await driver.init();
    connection = await driver.acquireConnection();
  });
  afterEach(async () => {
    await driver.destroy();
    rmSync(folder, { recursive: true });
  });

  const run = (sql: string, ...parameters: unknown[]) =>
    connection.executeQuery<Record<string, unknown>>(CompiledQuery.raw(sql, parameters));
  const value = async (sql: string, ...parameters: unknown[]) =>
    Object.values((await run(sql, ...parameters)).rows[0] ?? {})[0];

  it("has every commit on the disk before it says so", async () => {
    expect(await value("PRAGMA journal_mode")).toBe("wal");
    expect(await value("PRAGMA synchronous")).toBe(2);
    expect(await value("PRAGMA foreign_keys")).toBe(1);
  });

  it("returns the rows that a statement changed when it asks for them", async () => {
    await run("CREATE TABLE t (x INTEGER)");
    expect((await run("INSERT INTO t VALUES (1), (2)")).rows).toEqual([]);
    expect((await run("DELETE FROM t RETURNING x")).rows).toEqual([{ x: 1 }, { x: 2 }]);
  });

  it("takes no text with a NUL for the part before it", async () => {
    await run("CREATE TABLE t (x TEXT) STRICT");
    await run("INSERT INTO t VALUES (?)", "ws-1");
    expect(await value("SELECT count(*) FROM t WHERE x = ?", "ws-1\0x")).toBe(0);
    await expect(run("INSERT INTO t VALUES (?)", "ws-1\0x")).rejects.toThrow("TEXT column");
  });

  it("forgets statements rather than keep them all", async () => {
    for (let i = 0; i < 1_200; i++) expect(await value(`SELECT ${i}`)).toBe(i);
    expect(await value("SELECT 0")).toBe(0);
  });

  it("rolls back, also when SQLite has done so already", async () => {
    await run("CREATE TABLE t (x INTEGER)");
    await driver.beginTransaction(connection, {});
    await run("INSERT INTO t VALUES (1)");
    await driver.rollbackTransaction();
    await driver.rollbackTransaction();
    expect(await value("SELECT count(*) FROM t")).toBe(0);
  });

  it("writes nothing in a transaction that only reads, and everything in the next", async () => {
    await run("CREATE TABLE t (x INTEGER)");
    const reading = { accessMode: "read only" } as const;
    for (const end of ["commitTransaction", "rollbackTransaction"] as const) {
      await driver.beginTransaction(connection, reading);
      for (const write of [
        "INSERT INTO t VALUES (1) RETURNING x",
        "WITH a AS (SELECT 1) DELETE FROM t",
      ])
        await expect(run(write)).rejects.toThrow("read-only");
      await driver[end]();
      await driver.beginTransaction(connection, {});
      await run("INSERT INTO t VALUES (1)");
      await driver.commitTransaction();
    }
    expect(await value("SELECT count(*) FROM t")).toBe(2);
  });
});

describe("the mutex", () => {
  it("admits one at a time, in the order of asking", async () => {
    const mutex = new FairMutex();
    const order: string[] = [];
    const work = async (name: string) => {
      await mutex.acquire();
      order.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 1));
      order.push(`${name} out`);
      mutex.release();
    };
    const first = work("a");
    const second = work("b");
    await first;
    // Whoever comes now must not overtake the one who has waited.
    await Promise.all([second, work("c")]);
    expect(order).toEqual(["a in", "a out", "b in", "b out", "c in", "c out"]);
  });
});
