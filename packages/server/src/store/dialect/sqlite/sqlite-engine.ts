import type { Engine } from "../../engine.js";
import { sqliteDialect } from "./sqlite-dialect.js";
import { SqliteDriver } from "./sqlite-driver.js";
import { sqliteWords } from "./sqlite-words.js";

/**
 * The database in one file; ":memory:" for one that is gone when it is closed. A server has the file
 * to itself, and its transactions follow each other: nothing is repeated, nobody else is told.
 */
export function sqliteEngine(path: string): Engine {
  let driver: SqliteDriver | null = null;
  return {
    name: "sqlite",
    dialect: sqliteDialect(() => {
      driver = new SqliteDriver(path);
      return driver;
    }),
    words: sqliteWords,
    // Every transaction that may write keeps others out from its beginning.
    lockSchema: async () => {},
    isWorthRepeating: () => false,
    isContention: () => false,
    lockIndex: async () => {},
    groupsAtOnce: 1,
    lockGroups: async () => {},
    announce: async () => {},
    onAnnounced: () => async () => {},
    revisions: () => ({
      now: async () => (driver === null ? null : driver.revision()),
      close: async () => {},
    }),
  };
}
