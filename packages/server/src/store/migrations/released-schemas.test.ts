import { describe, expect, it } from "vitest";
import { releasedStep, schemaFile, writtenStep } from "../contract/released-schemas.js";
import { postgresWords } from "../dialect/postgres/postgres-words.js";
import { sqliteWords } from "../dialect/sqlite/sqlite-words.js";
import { migrations } from "./all.js";

const engines = [
  { name: "sqlite", words: sqliteWords },
  { name: "postgres", words: postgresWords },
] as const;

describe.each(engines)("the steps of the schema on $name", (engine) => {
  it("are numbered without gaps", () => {
    expect(migrations.map(({ version }) => version)).toEqual(
      migrations.map((_, index) => index + 1),
    );
  });

  it.each(migrations)("$version, $name, is as it was released", (migration) => {
    const file = schemaFile(migration, engine.name);
    const advice = `${file} tells another step: a released one is never edited, add the next one`;
    expect(writtenStep(migration, engine), advice).toBe(releasedStep(migration, engine));
  });
});
