/** LIMIT: bytes of a response that is kept in memory. */
export const MAX_RESPONSE_BYTES = 8 * 1024 * 1024;

/** LIMIT: bytes of a download. An archive may inflate to four times that. */
export const MAX_DOWNLOAD_BYTES = 64 * 1024 * 1024;

/** LIMIT: milliseconds for a whole download, redirects included. */
export const DOWNLOAD_MILLISECONDS = 60_000;

/** LIMIT: redirects that are followed for one request. */
export const MAX_REDIRECTS = 10;

/** LIMIT: characters of a URL. */
export const MAX_URL_LENGTH = 8192;

/** LIMIT: rules of an allow-list. */
export const MAX_RULES = 1000;

/** LIMIT: bytes of a symbolic link in a repository; no system takes a longer path. */
export const MAX_LINK_BYTES = 4096;

/** What git may do and take for one source. */
export interface GitLimits {
  /** For everything. */
  readonly milliseconds: number;
  /** Bytes that may be received, packed. */
  readonly repositoryBytes: number;
  /** Files that are taken from one repository, and their bytes. */
  readonly files: number;
  readonly fileBytes: number;
  /** Bytes that git may print; the list of files is the longest of it. */
  readonly outputBytes: number;
  /** Submodules, all levels together, and how many may be inside each other. */
  readonly submodules: number;
  readonly submoduleDepth: number;
}

/** LIMIT: a large policy library has some megabytes, a clone over a slow line takes some seconds. */
export const defaultGitLimits: GitLimits = {
  milliseconds: 120_000,
  repositoryBytes: 256 * 1024 * 1024,
  files: 20_000,
  fileBytes: 256 * 1024 * 1024,
  outputBytes: 8 * 1024 * 1024,
  submodules: 50,
  submoduleDepth: 4,
};
