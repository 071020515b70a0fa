import type { SchemaWords } from "../../schema-words.js";

export const sqliteWords: SchemaWords = {
  text: "TEXT",
  integer: "INTEGER",
  bytes: "BLOB",
  json: "TEXT",
  truth: (column) => `${column} INTEGER CHECK (${column} IN (0, 1))`,
  position: "INTEGER PRIMARY KEY AUTOINCREMENT",
  // SQLite's own order, and it knows no word for it in an index.
  nullsFirst: (column) => column,
  ahead: (reference) => `REFERENCES ${reference} DEFERRABLE INITIALLY DEFERRED`,
  table: (name, ...definitions) =>
    `CREATE TABLE ${name} (\n  ${definitions.join(",\n  ")}\n) STRICT`,
};
