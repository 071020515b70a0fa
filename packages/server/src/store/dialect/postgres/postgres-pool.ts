import { Client, type ClientConfig, Pool } from "pg";
import { SECOND } from "../../../domain/clock.js";
import { PostgresConnection } from "./postgres-connection.js";
import { LostBeforehand, unavailable, understoodError } from "./postgres-errors.js";
import { postgresTypes } from "./postgres-types.js";

/** LIMIT: connections of one process, besides the one that listens; PostgreSQL allows 100 by itself. */
const POOL_SIZE = 10;

/** LIMIT: how long a connection is waited for, whether it must be made or others must give it back. */
const CONNECT_TIMEOUT = 10 * SECOND;

/** LIMIT: a statement that takes longer is ended: no list of ours takes a tenth of it. */
const STATEMENT_TIMEOUT = 30 * SECOND;

/** LIMIT: a process that stands still within a transaction would keep its locks from all others. */
const IDLE_IN_TRANSACTION_TIMEOUT = 60 * SECOND;

/** The connections of one process to one database. */
export class PostgresPool {
  private readonly pool: Pool;
  private readonly config: ClientConfig;
  /** Where the database is, without user and password. */
  private readonly place: string;

  /** `url` as libpq reads them: postgres://user:password@host:5432/database?sslmode=require. */
  constructor(url: string) {
    this.config = {
      connectionString: url,
      application_name: "portcullis",
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      statement_timeout: STATEMENT_TIMEOUT,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT,
      keepAlive: true,
      // Statements that are sent one behind the other are not kept until the one before is answered.
      pipeline: true,
      types: postgresTypes,
    };
    const { host, port, database } = new Client(this.config);
    this.place = `database "${database}" on "${host.startsWith("/") ? host : `${host}:${port}`}"`;
    this.pool = new Pool({ ...this.config, max: POOL_SIZE });
    // A connection that is lost while nobody uses it is replaced when somebody needs one; without a
    // listener its error would end the process.
    this.pool.on("error", () => {});
    this.pool.on("connect", (client) => client.on("error", () => {}));
  }

  /** @throws Unavailable */
  async acquire(): Promise<PostgresConnection> {
    const client = await this.pool.connect().catch((error: unknown) => {
      throw unavailable(error, this.place);
    });
    return new PostgresConnection(client, (error) => understoodError(error, this.place));
  }

  /** Does `work` in a transaction in which every statement sees what is committed when it begins. */
  async transaction<Result>(
    work: (connection: PostgresConnection) => Promise<Result>,
  ): Promise<Result> {
    const connection = await this.begin();
    try {
      const result = await work(connection);
      await connection.commit();
      return result;
    } catch (error) {
      await connection.rollback();
      throw error;
    } finally {
      connection.release();
    }
  }

  /** Every connection of the pool may have been lost while nobody used it. */
  private async begin(): Promise<PostgresConnection> {
    for (let attempt = 0; ; attempt++) {
      const connection = await this.acquire();
      try {
        await connection.begin("");
        return connection;
      } catch (error) {
        connection.release();
        if (attempt === POOL_SIZE || !(error instanceof LostBeforehand)) throw error;
      }
    }
  }

  /** A connection that is no part of the pool, not connected yet. */
  newClient(config: ClientConfig = {}): Client {
    return new Client({ ...this.config, ...config });
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
