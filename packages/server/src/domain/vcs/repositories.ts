/** A repository that can be reached, and as whom. */
export interface Remote {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly branch: string | null;
}

export interface Wanted {
  /** The folder that must be there, without slashes at its ends; "" for everything. */
  readonly folder: string;
  readonly hasSubmodules: boolean;
  /** Which files decide whether something has changed; those of the folder when there are none. */
  readonly patterns: readonly string[];
  /** The fingerprint of what is there already: the same again is not fetched. */
  readonly known: string | null;
}

export interface Snapshot {
  readonly commit: string;
  /** Changes when one of the files does that decide. */
  readonly fingerprint: string;
  /** A tar.gz of the repository, the whole folder in it; null when nothing has changed. */
  readonly archive: AsyncIterable<Uint8Array> | null;
}

/** Version control servers. */
export interface Repositories {
  /** @throws RepositoryFault */
  head(remote: Remote): Promise<string>;

  /**
   * Lends what the branch holds at this moment, until `use` settles.
   *
   * @throws RepositoryFault
   */
  fetch<Result>(
    remote: Remote,
    wanted: Wanted,
    use: (snapshot: Snapshot) => Promise<Result>,
  ): Promise<Result>;
}

/** The repository, the branch or the folder cannot be had; the message says why, for people. */
export class RepositoryFault extends Error {
  constructor(
    readonly code: "repository-unreachable" | "branch-not-found" | "path-not-found",
    message: string,
  ) {
    super(message);
  }
}
