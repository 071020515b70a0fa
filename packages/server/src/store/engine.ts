import type { Dialect, Kysely } from "kysely";
import type { Revision } from "../domain/store.js";
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

  /** Whether it failed for nothing but others at the same time, so that it succeeds sooner or later. */
  isContention(error: unknown): boolean;

  /**
   * Makes transactions that take an index follow each other. It must come first in a transaction, so that
   * this sees what the one before has committed.
   */
  lockIndex(tx: Kysely<Tables>): Promise<void>;

  /** LIMIT: how many transactions that commit several callers' writes one process has open. */
  readonly groupsAtOnce: number;

  /**
   * Makes such transactions of all processes follow each other, because at the same time they would refuse
   * each other more often than not. It must come first in a transaction. Who does not get it in time
   * fails: it is no rule that anything relies on.
   */
  lockGroups(tx: Kysely<Tables>): Promise<void>;

  /** Tells the other processes on this database, once the transaction commits, what there is. */
  announce(tx: Kysely<Tables>, what: Announcement): Promise<void>;

  /** Calls `listener` with what another process has announced. Returns the way to stop. */
  onAnnounced(listener: (what: Announcement) => void): () => Promise<void>;

  /** Of a database whose schema is up to date. */
  revisions(): Revisions;
}

/** Tells states of a database from each other, as `Store.revision` says. */
export interface Revisions {
  now(): Promise<Revision | null>;
  close(): Promise<void>;
}

/** New work in the queue, or another number of the index of changes. */
export const ANNOUNCEMENTS = ["work", "index"] as const;
export type Announcement = (typeof ANNOUNCEMENTS)[number];

export type EngineName = "sqlite" | "postgres";
