/** LIMIT: a longer id of the client's own is replaced: it would swell every line of the log. */
const CLIENT_ID_PATTERN = /^[A-Za-z0-9._-]{1,128}$/;

/** The id under which a request is logged: the client's own if it is a plain one, else a new one. */
export function requestId(header: string | string[] | undefined, newId: () => string): string {
  return typeof header === "string" && CLIENT_ID_PATTERN.test(header) ? header : newId();
}
