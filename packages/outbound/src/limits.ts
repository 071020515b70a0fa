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

/** LIMIT: milliseconds for all that git does for one source. */
export const GIT_MILLISECONDS = 120_000;

/** LIMIT: bytes that git may receive, packed. */
export const MAX_REPOSITORY_BYTES = 256 * 1024 * 1024;

/** LIMIT: bytes of the files that are taken from a repository. */
export const MAX_CHECKOUT_BYTES = 256 * 1024 * 1024;

/** LIMIT: files that are taken from a repository. */
export const MAX_CHECKOUT_FILES = 20_000;

/** LIMIT: bytes that git may print; the list of files is the longest of it. */
export const MAX_GIT_OUTPUT_BYTES = 8 * 1024 * 1024;

/** LIMIT: submodules inside each other. */
export const MAX_SUBMODULE_DEPTH = 4;

/** LIMIT: submodules of one source, all levels together. */
export const MAX_SUBMODULES = 50;
