import { BlockingError, type BlockingThread } from "../blocking/blocking-thread.js";
import type { HostGrant, Operations } from "../blocking/operations.js";
import type { FetchedFolder, SourceResolver } from "../source-resolver.js";
import { RemoteSourceError } from "./remote-source.js";
import { withoutSecrets } from "./without-secrets.js";

/** LIMIT: remote sources of one process; each is a request at least. */
export const MAX_REMOTE_SOURCES = 1000;

/** LIMIT: milliseconds for one source, whether a download or a repository. */
const SOURCE_MILLISECONDS = 120_000;

export interface RemoteSourcesOptions {
  readonly thread: BlockingThread;
  readonly grant: HostGrant;
  /** Where copies are kept: a folder that may be deleted at any time. */
  readonly cacheFolder: string;
  /** What another thread of the same command has fetched. */
  readonly fetched?: FetchedSources;
  /** Told about each source before it is fetched. */
  readonly onFetch?: (source: string) => void;
}

type Fetch = "fetch-source" | "fetch-folder";

/** Copies by what was asked for; plain data, so that a thread can be told. */
export type FetchedSources = ReadonlyMap<string, Operations[Fetch]["gives"]>;

/**
 * Fetches remote sources when they are first asked for, each once. A source that nobody loads is not
 * fetched, and one that cannot be had spoils no test case but those that name it.
 */
export class RemoteSources implements SourceResolver {
  private readonly options: RemoteSourcesOptions;
  private readonly known: Map<string, Operations[Fetch]["gives"] | RemoteSourceError>;

  constructor(options: RemoteSourcesOptions) {
    this.options = options;
    this.known = new Map(options.fetched);
  }

  /** What has been fetched so far. */
  get fetched(): FetchedSources {
    return new Map(
      [...this.known].flatMap(([key, copy]) =>
        copy instanceof RemoteSourceError ? [] : [[key, copy]],
      ),
    );
  }

  /** The path of the copy. Throws `RemoteSourceError`. */
  findCopy(source: string): string {
    return this.find("fetch-source", source);
  }

  /** The folder of a repository or of what is in an archive. Throws `RemoteSourceError`. */
  findFolder(source: string): FetchedFolder {
    return this.find("fetch-folder", source);
  }

  private find<Name extends Fetch>(operation: Name, source: string): Operations[Name]["gives"] {
    const key = `${operation} ${source}`;
    const known = this.known.get(key) ?? this.fetch(operation, source);
    this.known.set(key, known);
    if (known instanceof RemoteSourceError) throw known;
    return known as Operations[Name]["gives"];
  }

  private fetch<Name extends Fetch>(
    operation: Name,
    source: string,
  ): Operations[Name]["gives"] | RemoteSourceError {
    const { thread, grant, cacheFolder, onFetch } = this.options;
    if (this.known.size >= MAX_REMOTE_SOURCES)
      return new RemoteSourceError(
        `more than ${MAX_REMOTE_SOURCES} remote sources are named; copy some and name the files`,
      );
    onFetch?.(withoutSecrets(source));
    try {
      return thread.call(operation, { grant, source, cacheFolder }, SOURCE_MILLISECONDS);
    } catch (error) {
      if (error instanceof BlockingError) return new RemoteSourceError(error.message);
      throw error;
    }
  }
}
