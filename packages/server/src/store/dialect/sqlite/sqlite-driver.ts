import { DatabaseSync } from "@photostructure/sqlite";
import type { DatabaseConnection, Driver, TransactionSettings } from "kysely";
import type { Revision } from "../../../domain/store.js";
import { FairMutex } from "./fair-mutex.js";
import { SqliteConnection } from "./sqlite-connection.js";

/** LIMIT: how long a statement waits for another process, such as one that makes a recovery token. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * One connection, lent to one transaction at a time in the order of asking: SQLite has one writer
 * anyway, and its calls are synchronous.
 */
export class SqliteDriver implements Driver {
  private readonly mutex = new FairMutex();
  private readonly database: InstanceType<typeof DatabaseSync>;
  private readonly connection: SqliteConnection;

  constructor(private readonly path: string) {
    this.database = this.opening(() => new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS }));
    this.connection = new SqliteConnection(this.database);
  }

  async init(): Promise<void> {
    this.opening(() => {
      // INVARIANT: an acknowledged write is on the disk; NORMAL would lose the last ones with the power.
      this.database.exec("PRAGMA journal_mode = WAL");
      this.database.exec("PRAGMA synchronous = FULL");
      this.database.exec("PRAGMA foreign_keys = ON");
    });
  }

  /** SQLite reads the file only when it is first asked something, and never says which file it is. */
  private opening<Result>(step: () => Result): Result {
    try {
      return step();
    } catch (error) {
      const { message } = error as Error;
      throw new Error(`database "${this.path}" cannot be opened: ${message}`, { cause: error });
    }
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.mutex.acquire();
    return this.connection;
  }

  async releaseConnection(): Promise<void> {
    this.mutex.release();
  }

  /**
   * What is committed now. Asked between transactions: within one that reads, SQLite would not tell what
   * others have committed since it began.
   */
  async revision(): Promise<Revision> {
    await this.mutex.acquire();
    try {
      return this.connection.revision();
    } finally {
      this.mutex.release();
    }
  }

  async beginTransaction(
    _connection: DatabaseConnection,
    { accessMode }: TransactionSettings,
  ): Promise<void> {
    this.connection.isReadOnly = accessMode === "read only";
    // A transaction that reads first and writes later could find the lock taken only then.
    this.connection.control(this.connection.isReadOnly ? "BEGIN" : "BEGIN IMMEDIATE");
  }

  async commitTransaction(): Promise<void> {
    this.connection.control("COMMIT");
    this.connection.isReadOnly = false;
  }

  async rollbackTransaction(): Promise<void> {
    // Some errors make SQLite roll back by itself.
    if (this.database.isTransaction) this.connection.control("ROLLBACK");
    this.connection.isReadOnly = false;
  }

  async destroy(): Promise<void> {
    if (this.database.isOpen) this.database.close();
  }
}
