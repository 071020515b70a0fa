import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sqliteEngine } from "./dialect/sqlite/sqlite-engine.js";
import type { Engine } from "./engine.js";
import { migrate, requireCurrentSchema } from "./migrate.js";
import type { Tables } from "./schema.js";

const first = { version: 1, name: "first", statements: () => ["CREATE TABLE a (x INTEGER)"] };
const second = {
  version: 2,
  name: "second",
  statements: () => ["ALTER TABLE a ADD COLUMN y INTEGER", "INSERT INTO a VALUES (1, 2)"],
};
const broken = {
  version: 2,
  name: "broken",
  statements: () => ["CREATE TABLE b (x INTEGER)", "NONSENSE"],
};

describe("migrations", () => {
  let folder: string;
  let db: Kysely<Tables>;
  let engine: Engine;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "portcullis-migrate-"));
    engine = sqliteEngine(join(folder, "test.db"));
    db = new Kysely({ dialect: engine.dialect });
  });
  afterEach(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true });
  });

  const versions = async () =>
    (await db.selectFrom("schema_version").selectAll().orderBy("version").execute()).map(
      ({ version, name, applied_at }) => [version, name, applied_at],
    );
  const tables = async () => (await db.introspection.getTables()).map(({ name }) => name).sort();

  it("are applied once, in order, and written down", async () => {
    await migrate(db, engine, [first], 10);
    await migrate(db, engine, [first, second], 20);
    await migrate(db, engine, [first, second], 30);
    expect(await versions()).toEqual([
      [1, "first", 10],
      [2, "second", 20],
    ]);
  });

  it("leave everything as it was when one fails", async () => {
    await migrate(db, engine, [first], 10);
    await expect(migrate(db, engine, [first, broken], 20)).rejects.toThrow();
    expect(await versions()).toEqual([[1, "first", 10]]);
    expect(await tables()).toEqual(["a", "schema_version"]);
  });

  it("refuse a database of a newer program", async () => {
    await migrate(db, engine, [first, second], 10);
    const advice = "version 2 of the schema, this program knows 1: use a newer program";
    await expect(migrate(db, engine, [first], 20)).rejects.toThrow(advice);
    await expect(requireCurrentSchema(db, [first])).rejects.toThrow(advice);
  });

  it("are not applied by whoever only wants to use the database", async () => {
    const advice = (version: number) =>
      `version ${version} of the schema, this program needs 2: start the server once`;
    await expect(requireCurrentSchema(db, [first, second])).rejects.toThrow(advice(0));
    await migrate(db, engine, [first], 10);
    await expect(requireCurrentSchema(db, [first, second])).rejects.toThrow(advice(1));
    await migrate(db, engine, [first, second], 10);
    await expect(requireCurrentSchema(db, [first, second])).resolves.toBeUndefined();
  });
});
