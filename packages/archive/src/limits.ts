/** What one archive may hold. Each bound has an error of its own that names the entry. */
export interface ArchiveLimits {
  /** Entries of all kinds, folders included. */
  readonly entries: number;
  /** Bytes of one file, inflated. */
  readonly entryBytes: number;
  /** Bytes of the whole archive, inflated: contents, headers and padding. */
  readonly totalBytes: number;
  /** Inflated bytes for each byte of the archive, once `RATIO_FREE_BYTES` are exceeded. */
  readonly ratio: number;
}

/** LIMIT: entries of an archive. The largest public policy library has some two thousand files. */
export const MAX_ENTRIES = 20_000;

/** LIMIT: bytes of one file. A mock of a large plan has some megabytes. */
export const MAX_ENTRY_BYTES = 64 * 1024 * 1024;

/** LIMIT: inflated bytes of an archive. Beyond it, a few uploads at once would fill a small disk. */
export const MAX_TOTAL_BYTES = 256 * 1024 * 1024;

/** LIMIT: inflated for each packed byte. Source text shrinks to a tenth, a bomb to a thousandth. */
export const MAX_RATIO = 200;

/** LIMIT: inflated bytes to which the ratio does not apply: padding of small files shrinks to nothing. */
export const RATIO_FREE_BYTES = 4 * 1024 * 1024;

/** LIMIT: bytes in UTF-8 of the path of an entry; longer ones fit no file system once prefixed. */
export const MAX_PATH_BYTES = 1024;

/** LIMIT: bytes in UTF-8 of one part of a path: what file systems take. */
export const MAX_NAME_BYTES = 255;

/** LIMIT: folders inside each other; deeper trees would exhaust whatever walks them. */
export const MAX_FOLDERS_DEEP = 64;

/** LIMIT: symbolic links of one archive. Policy libraries have a handful, if any. */
export const MAX_LINKS = 1_000;

/** LIMIT: links that one path may lead through; Linux allows as many. */
export const MAX_LINKS_FOLLOWED = 40;

/** LIMIT: characters of a name that a message repeats; the rest is cut. */
export const MAX_QUOTED_CHARACTERS = 100;

export const defaultArchiveLimits: ArchiveLimits = {
  entries: MAX_ENTRIES,
  entryBytes: MAX_ENTRY_BYTES,
  totalBytes: MAX_TOTAL_BYTES,
  ratio: MAX_RATIO,
};
