import type { Engine } from "../../engine.js";
import { firstSlice } from "./migrations/0001-first-slice.js";
import { sqliteDialect } from "./sqlite-dialect.js";

/** The database in one file; ":memory:" for one that is gone when it is closed. */
export function sqliteEngine(path: string): Engine {
  return { dialect: sqliteDialect(path), migrations: [firstSlice] };
}
