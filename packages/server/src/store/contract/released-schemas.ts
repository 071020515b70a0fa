import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Engine } from "../engine.js";
import { type Migration, statementsOf } from "../migration.js";

/** Schemas of released programs, and rows that they kept, in `migrations/testdata`. */

const TESTDATA = new URL("../migrations/testdata/", import.meta.url);

type EngineWords = Pick<Engine, "name" | "words">;

/** "0001-first-slice.sqlite.sql": what one step does on one engine. */
export function schemaFile({ version, name }: Migration, engine: Engine["name"]): string {
  return `${numbered(version)}-${name.replaceAll(" ", "-")}.${engine}.sql`;
}

export function writtenStep(migration: Migration, engine: EngineWords): string {
  return `${statementsOf(migration, engine).join(SEPARATOR)}\n`;
}

/** The step as it was released. `UPDATE_GOLDENS` adds the file of a new one, and changes none. */
export function releasedStep(migration: Migration, engine: EngineWords): string {
  const file = new URL(schemaFile(migration, engine.name), TESTDATA);
  if (process.env.UPDATE_GOLDENS !== undefined && !existsSync(file)) {
    writeFileSync(file, writtenStep(migration, engine));
  }
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** What a database of that version holds: `0001-rows.sql`, with `BYTES(ff00)` for bytes. */
export function releasedRows(version: number, engine: Engine["name"]): readonly string[] {
  const file = new URL(`${numbered(version)}-rows.sql`, TESTDATA);
  const bytes = engine === "sqlite" ? "X'$1'" : "'\\x$1'";
  return statementsIn(readFileSync(file, "utf8").replace(/BYTES\((\w*)\)/g, bytes));
}

export function statementsIn(text: string): readonly string[] {
  return text.trimEnd().split(SEPARATOR);
}

const SEPARATOR = ";\n\n";

function numbered(version: number): string {
  return String(version).padStart(4, "0");
}
