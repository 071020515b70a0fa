import { Client } from "pg";

/** A PostgreSQL on which tests may make databases; set by `make acceptance`. */
const SERVER = process.env.PORTCULLIS_TEST_POSTGRES;

export const hasPostgres = SERVER !== undefined;

let count = 0;

/** An empty database that is there until it is dropped. */
export class FreshDatabase {
  private constructor(
    readonly name: string,
    readonly url: string,
  ) {}

  static async create(): Promise<FreshDatabase> {
    const name = `test_${process.pid}_${++count}`;
    await query(serverUrl(), `CREATE DATABASE ${name}`);
    return new FreshDatabase(name, serverUrl().replace("/postgres?", `/${name}?`));
  }

  /** Asks it behind the store's back. */
  async query<Row extends object>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<readonly Row[]> {
    return query<Row>(this.url, text, values);
  }

  /** Every row of every table, in an order that does not depend on where they are kept. */
  async contents(): Promise<Record<string, readonly object[]>> {
    const tables = await this.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
    );
    const contents: Record<string, readonly object[]> = {};
    for (const { name } of tables) {
      contents[name] = await this.query(`SELECT * FROM "${name}" AS each ORDER BY each::text`);
    }
    return contents;
  }

  /** The plan that the last of several statements shows. */
  async explain(statements: readonly string[]): Promise<string> {
    const results = await withClient(this.url, async (client) => {
      const each = [];
      for (const statement of statements) each.push(await client.query(statement));
      return each;
    });
    return (results.at(-1)?.rows ?? []).map((row) => row["QUERY PLAN"]).join("\n");
  }

  /** Ends every connection to it and lets nobody in, as when it is down. */
  async refuseConnections(): Promise<void> {
    await query(serverUrl(), `ALTER DATABASE ${this.name} ALLOW_CONNECTIONS false`);
    await this.disconnectAll();
  }

  async acceptConnections(): Promise<void> {
    await query(serverUrl(), `ALTER DATABASE ${this.name} ALLOW_CONNECTIONS true`);
  }

  /** Ends every connection to it, as an administrator may at any time. */
  async disconnectAll(): Promise<void> {
    const others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
    await query(serverUrl(), others, [this.name]);
  }

  /**
   * Empties the tables again for a test that cannot tell the difference to a new database. Most can
   * not, and making one takes ten times as long.
   */
  async empty(): Promise<void> {
    // Deleting the few rows of a test takes a tenth of the time of truncating every table.
    await this.query(
      `SET session_replication_role = replica;
       DO $$ DECLARE name text; BEGIN
         FOR name IN SELECT tablename FROM pg_tables
           WHERE schemaname = 'public' AND tablename <> 'schema_version'
         LOOP EXECUTE format('DELETE FROM %I', name); END LOOP;
         PERFORM setval(format('%I', sequencename)::regclass, start_value, false)
           FROM pg_sequences WHERE schemaname = 'public';
       END $$`,
    );
  }

  async drop(): Promise<void> {
    await query(serverUrl(), `DROP DATABASE ${this.name} WITH (FORCE)`);
  }
}

function serverUrl(): string {
  if (SERVER === undefined) throw new Error("PORTCULLIS_TEST_POSTGRES is not set");
  return SERVER;
}

function query<Row extends object>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return withClient(url, async (client) => (await client.query<Row>(text, [...values])).rows);
}

async function withClient<Result>(
  url: string,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client(url);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
