import type { CompiledQuery, DatabaseConnection, Driver } from "kysely";
import type { Engine } from "../engine.js";
import { statementsOf } from "../migration.js";
import { migrations } from "../migrations/all.js";

/** The same engine, which also writes down the text of each statement. */
export function recording(engine: Engine, statements: Set<string>): Engine {
  const { dialect } = engine;
  return {
    ...engine,
    dialect: {
      createAdapter: () => dialect.createAdapter(),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createIntrospector: (db) => dialect.createIntrospector(db),
      createDriver: () => recordingDriver(dialect.createDriver(), statements),
    },
  };
}

/** Those of the statements that look for rows. A step of the schema runs once, and may look at all of them. */
export function queriesIn(
  statements: ReadonlySet<string>,
  engine: Pick<Engine, "name" | "words">,
): readonly string[] {
  const steps = new Set(migrations.flatMap((each) => statementsOf(each, engine)));
  return [...statements].filter((sql) => /^(select|update|delete)/i.test(sql) && !steps.has(sql));
}

function recordingDriver(driver: Driver, statements: Set<string>): Driver {
  // Of each connection: what the driver is given back must be its own.
  const originals = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const original = (connection: DatabaseConnection) => originals.get(connection) ?? connection;
  const note = (connection: DatabaseConnection): DatabaseConnection => {
    const noting: DatabaseConnection = {
      executeQuery: (query: CompiledQuery) => {
        // Lists of ids of any length are one statement.
        statements.add(query.sql.replace(/\((\?, )+\?\)/g, "(?)"));
        return connection.executeQuery(query);
      },
      streamQuery: (query, size) => connection.streamQuery(query, size),
    };
    originals.set(noting, connection);
    return noting;
  };
  return {
    init: () => driver.init(),
    acquireConnection: async () => note(await driver.acquireConnection()),
    beginTransaction: (connection, settings) =>
      driver.beginTransaction(original(connection), settings),
    commitTransaction: (connection) => driver.commitTransaction(original(connection)),
    rollbackTransaction: (connection) => driver.rollbackTransaction(original(connection)),
    releaseConnection: (connection) => driver.releaseConnection(original(connection)),
    destroy: () => driver.destroy(),
  };
}
