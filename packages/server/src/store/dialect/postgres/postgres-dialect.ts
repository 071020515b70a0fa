import {
  type Dialect,
  type DialectAdapter,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from "kysely";
import { PostgresDriver } from "./postgres-driver.js";
import type { PostgresPool } from "./postgres-pool.js";

export function postgresDialect(pool: PostgresPool): Dialect {
  return {
    createDriver: (): Driver => new PostgresDriver(pool),
    createAdapter: (): DialectAdapter => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  };
}
