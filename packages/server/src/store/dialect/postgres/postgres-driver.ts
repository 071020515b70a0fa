import type { Driver, TransactionSettings } from "kysely";
import type { PostgresConnection } from "./postgres-connection.js";
import type { PostgresPool } from "./postgres-pool.js";

/** Lends each transaction a connection of the pool. */
export class PostgresDriver implements Driver {
  constructor(private readonly pool: PostgresPool) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresConnection> {
    return this.pool.acquire();
  }

  async beginTransaction(
    connection: PostgresConnection,
    { isolationLevel = "read committed", accessMode = "read write" }: TransactionSettings,
  ): Promise<void> {
    await connection.begin(`ISOLATION LEVEL ${isolationLevel} ${accessMode}`);
  }

  async commitTransaction(connection: PostgresConnection): Promise<void> {
    await connection.commit();
  }

  async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    await connection.rollback();
  }

  async releaseConnection(connection: PostgresConnection): Promise<void> {
    connection.release();
  }

  async destroy(): Promise<void> {
    await this.pool.close();
  }
}
