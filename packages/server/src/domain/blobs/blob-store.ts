import { type Duration, HOUR } from "../clock.js";

/** SHA-256 of the content, in lower-case hexadecimal. */
export type BlobId = string;

/**
 * Content that is never changed: policy text, plans, logs, results. The same bytes have the same id.
 *
 * INVARIANT: content is durable before `write` resolves, and a row names it only afterwards. What no
 * row names is an orphan; `sweep` removes it.
 */
export interface BlobStore {
  /** @throws TooLarge when there are more than `limit` bytes; nothing is kept then. */
  write(content: BlobContent, limit: number): Promise<BlobId>;

  /** The exact bytes that were written. */
  read(id: BlobId): Promise<Uint8Array>;

  /** Lends the content as a file that must not be changed and that may be gone after `use` settles. */
  withFile<Result>(id: BlobId, use: (path: string) => Promise<Result>): Promise<Result>;

  /**
   * Removes orphans older than `grace`, which leaves a writer the time to commit the row that names
   * its content. Returns how many were removed.
   */
  sweep(references: BlobReferences, grace: Duration): Promise<number>;

  /** As `sweep`, of these alone; those that are not there are ignored. */
  sweepOf(ids: readonly BlobId[], references: BlobReferences, grace: Duration): Promise<number>;
}

/** LIMIT: an orphan younger than this may belong to a transaction that is about to commit. */
export const ORPHAN_GRACE: Duration = HOUR;

export type BlobContent = AsyncIterable<Uint8Array> | Uint8Array;

export interface BlobReferences {
  /** Those of the given ids that some row names. */
  referenced(ids: readonly BlobId[]): Promise<ReadonlySet<BlobId>>;
}
