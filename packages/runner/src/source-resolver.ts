/** Finds the copies of remote sources. */
export interface SourceResolver {
  /**
   * The path of a file on this machine, or nothing if remote sources are not fetched here. Throws
   * `RemoteSourceError` for one that cannot be had.
   */
  findCopy(source: string): string | undefined;
  /**
   * The same for a folder: that of a repository, or of an archive, which may be a path on this machine.
   */
  findFolder?(source: string): FetchedFolder;
}

/** A folder, and everything that was fetched with it. */
export interface FetchedFolder {
  readonly folder: string;
  /** The folder itself or one that it is in. */
  readonly tree: string;
}

export const noRemoteSources: SourceResolver = { findCopy: () => undefined };

/** Whether a source is to be fetched: an address, `git::…`, `git@host:…` (Remote sources). */
export function isRemote(source: string): boolean {
  return /^(?:[a-z0-9]+::|[a-z0-9+.-]+:\/\/|git@)/i.test(source);
}
