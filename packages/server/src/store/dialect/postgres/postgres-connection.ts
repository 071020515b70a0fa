import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely";
import type { PoolClient } from "pg";
import { Unavailable } from "../../../domain/errors.js";
import { LostBeforehand } from "./postgres-errors.js";

/** LIMIT: statements that are sent without waiting for any, and so held in memory. */
const AHEAD_LIMIT = 50;

/** A connection while one transaction has it. */
export class PostgresConnection implements DatabaseConnection {
  private isBroken = false;
  /** Sent, and not yet known to have succeeded: whoever sends the next statement waits for them, too. */
  private ahead: Promise<unknown>[] = [];

  constructor(
    private readonly client: PoolClient,
    /** What an error of the client is called here. */
    private readonly understood: (error: unknown) => unknown,
  ) {}

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const parameters = isSearch(query) ? query.parameters.map(findable) : query.parameters;
    if (isSentAhead(query) && this.ahead.length < AHEAD_LIMIT) {
      this.sendAhead(query.sql, parameters);
      return { rows: [] };
    }
    return this.run<Row>(query.sql, parameters);
  }

  /** Rejects with the error of the first statement that failed; those after it failed because of that. */
  async run<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Answer<Row>> {
    const { ahead } = this;
    this.ahead = [];
    const [result] = await Promise.all([this.send<Row>(sql, parameters), ...ahead]);
    return result;
  }

  private sendAhead(sql: string, parameters: readonly unknown[]): void {
    const sent = this.send(sql, parameters);
    // Whoever waits for it hears of its failure, and perhaps nobody does before the connection is given back.
    sent.catch(() => {});
    this.ahead.push(sent);
  }

  private async send<Row>(sql: string, parameters: readonly unknown[]): Promise<Answer<Row>> {
    try {
      const { rows, rowCount, command } = await this.client.query(sql, [...parameters]);
      return { rows, numAffectedRows: BigInt(rowCount ?? 0), command };
    } catch (error) {
      const understood = this.understood(error);
      this.isBroken ||= understood instanceof Unavailable;
      throw understood;
    }
  }

  /** @throws LostBeforehand when the connection was lost while nobody used it */
  async begin(mode: string): Promise<void> {
    await this.run(`BEGIN ${mode}`).catch((error: unknown) => {
      if (!(error instanceof Unavailable)) throw error;
      throw new LostBeforehand(error.message, { cause: error });
    });
  }

  /** @throws when nothing was committed, also when that was told to somebody who did not pass it on */
  async commit(): Promise<void> {
    const { command } = await this.run("COMMIT");
    // The answer to a COMMIT after a statement that failed; it is no error to PostgreSQL.
    if (command === "ROLLBACK") throw new Error("a statement had failed: nothing was committed");
  }

  /** Never fails: what went wrong before is what counts, and a broken connection has no transaction. */
  async rollback(): Promise<void> {
    // What was sent before is answered before, whatever became of it.
    this.ahead = [];
    await this.send("ROLLBACK", []).catch(() => {
      this.isBroken = true;
    });
  }

  release(): void {
    this.client.release(this.isBroken);
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error("no query of this store is streamed");
  }
}

/** With the word by which PostgreSQL calls what it has done. */
interface Answer<Row> extends QueryResult<Row> {
  readonly command: string;
}

function isSearch({ query }: CompiledQuery): boolean {
  return query.kind === "SelectQueryNode" || query.kind === "DeleteQueryNode";
}

/**
 * INVARIANT: a write without RETURNING has no result that anybody looks at, be it the number of rows. It
 * is sent without waiting for it, which saves a round trip, and nothing is lost: all that follows in the
 * transaction fails when it fails, at the latest the commit.
 */
function isSentAhead({ query, sql }: CompiledQuery): boolean {
  switch (query.kind) {
    case "InsertQueryNode":
    case "UpdateQueryNode":
    case "DeleteQueryNode":
      return query.returning === undefined;
    default:
      return /^(LOCK TABLE|SET LOCAL) /.test(sql);
  }
}

/**
 * No text in PostgreSQL has a NUL, and asking for one is an error there. Whoever made one up ("ws-1\0x")
 * is to find nothing: U+FFFF is no character, and nothing that is searched for has it. What is written
 * keeps its NUL, and is refused.
 */
function findable(parameter: unknown): unknown {
  return typeof parameter === "string" ? parameter.replaceAll("\0", "\uffff") : parameter;
}
