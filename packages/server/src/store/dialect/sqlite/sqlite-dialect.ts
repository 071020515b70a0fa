import {
  type Dialect,
  type DialectAdapter,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
} from "kysely";
import { LockFreeQueryCompiler } from "./sqlite-query-compiler.js";

/** SQLite through the driver that has the interface of Node's own `node:sqlite`. */
export function sqliteDialect(createDriver: () => Driver): Dialect {
  return {
    createDriver,
    createAdapter: (): DialectAdapter => new SqliteAdapter(),
    createQueryCompiler: () => new LockFreeQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}
