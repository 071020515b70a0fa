import type { Dialect, Kysely } from "kysely";
import type { Tables } from "./schema.js";
import type { SchemaWords } from "./schema-words.js";

/** A database that can keep everything, as far as engines differ. */
export interface Engine {
  readonly name: EngineName;
  readonly dialect: Dialect;
  /** How migrations say what tables are made of. */
  readonly words: SchemaWords;

  /** Keeps other processes from changing the schema until the transaction ends. */
  lockSchema(tx: Kysely<Tables>): Promise<void>;

  /** Whether a transaction that failed with this error may succeed when it is done again. */
  isWorthRepeating(error: unknown): boolean;

  /** Tells the other processes on this database, once the transaction commits, that there is work. */
  announceWork(tx: Kysely<Tables>): Promise<void>;

  /** Calls `listener` when another process has announced work. Returns the way to stop. */
  onWorkAnnounced(listener: () => void): () => Promise<void>;
}

export type EngineName = "sqlite" | "postgres";
