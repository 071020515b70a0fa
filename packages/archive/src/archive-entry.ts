/** A file or folder of an archive, known to be safe to create below any folder. */
export interface ArchiveEntry {
  readonly kind: "file" | "folder";
  /** Relative, with `/` between its parts and no `.` or `..` among them: `policies/a.sentinel`. */
  readonly path: string;
  /**
   * What the file holds; empty for a folder. Can be read once, before the next entry is asked for,
   * and is passed over if it is not. Reading throws `ArchiveError` at the first byte beyond a limit.
   */
  readonly content: AsyncIterable<Uint8Array>;
}
