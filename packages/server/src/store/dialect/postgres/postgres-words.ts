import type { SchemaWords } from "../../schema-words.js";

export const postgresWords: SchemaWords = {
  // Any other collation would sort lists otherwise than SQLite does, and by the rules of one language.
  text: 'TEXT COLLATE "C"',
  integer: "BIGINT",
  bytes: "BYTEA",
  // Not JSONB: that refuses a NUL, which people may write, and gives the text back in another form.
  json: "JSON",
  truth: (column) => `${column} SMALLINT CHECK (${column} IN (0, 1))`,
  position: "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
  nullsFirst: (column) => `${column} NULLS FIRST`,
  ahead: () => "",
  table: (name, ...definitions) => `CREATE TABLE ${name} (\n  ${definitions.join(",\n  ")}\n)`,
};
