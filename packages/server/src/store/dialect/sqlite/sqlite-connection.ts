import type { DatabaseSync } from "@photostructure/sqlite";
import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely";
import type { Revision } from "../../../domain/store.js";

type Database = InstanceType<typeof DatabaseSync>;
type Statement = ReturnType<Database["prepare"]>;

interface Prepared {
  readonly statement: Statement;
  readonly returnsRows: boolean;
  /** That it changes nothing can be seen at its first word. */
  readonly isRead: boolean;
}

/** LIMIT: prepared statements that are kept; lists of ids of many lengths would fill the memory. */
const STATEMENT_LIMIT = 500;

export class SqliteConnection implements DatabaseConnection {
  private readonly prepared = new Map<string, Prepared>();
  /**
   * Whether statements that may write are refused. SQLite has a pragma for that, but whenever it is set
   * every statement is prepared anew, which takes longer than most of them.
   */
  isReadOnly = false;
  /** How many statements were sent that may have changed something. */
  private writes = 0;

  constructor(private readonly database: Database) {}

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { statement, returnsRows, isRead } = this.prepare(sql);
    if (this.isReadOnly && !isRead) {
      throw new Error("a statement that may write was sent in a transaction that is read-only");
    }
    const bound = parameters.map(bindable);
    if (returnsRows) {
      const rows = statement.all(...bound) as Row[];
      // One that writes returns every row that it has written: a look at an empty queue changes nothing.
      if (!isRead && rows.length > 0) this.writes++;
      return { rows };
    }
    this.writes++;
    // How many rows were written is not told: on PostgreSQL nobody waits to know it.
    statement.run(...bound);
    return { rows: [] };
  }

  /**
   * What is committed, when asked between transactions. SQLite's own number counts what other connections
   * have committed, those of other processes too; what this one has is counted here.
   */
  revision(): Revision {
    const { data_version: others } = this.prepare("PRAGMA data_version").statement.get();
    return `${this.writes} ${others}`;
  }

  /** Begins or ends a transaction. */
  control(sql: "BEGIN" | "BEGIN IMMEDIATE" | "COMMIT" | "ROLLBACK"): void {
    this.prepare(sql).statement.run();
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error("no query of this store is streamed");
  }

  private prepare(sql: string): Prepared {
    const known = this.prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.database.prepare(sql);
    const returnsRows = statement.columns().length > 0;
    const prepared = { statement, returnsRows, isRead: /^\s*select\b/i.test(sql) };
    const oldest = this.prepared.keys().next();
    if (this.prepared.size >= STATEMENT_LIMIT && !oldest.done) this.prepared.delete(oldest.value);
    this.prepared.set(sql, prepared);
    return prepared;
  }
}

/**
 * The driver cuts a text at NUL, so that one which somebody made up ("ws-1\0x") would find the row of
 * another ("ws-1"). As bytes it equals no text that is stored.
 */
function bindable(parameter: unknown): unknown {
  const isCut = typeof parameter === "string" && parameter.includes("\0");
  return isCut ? new TextEncoder().encode(parameter) : parameter;
}
