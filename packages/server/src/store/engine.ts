import type { Dialect } from "kysely";
import type { Migration } from "./migration.js";

/** A database that can keep everything: how to talk to it, and how its schema came to be. */
export interface Engine {
  readonly dialect: Dialect;
  readonly migrations: readonly Migration[];
}
