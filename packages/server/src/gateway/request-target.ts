/** What a request is about, as Nomad understands the first line of it. */
export interface RequestTarget {
  /** Without its escapes. */
  readonly path: string;
  /** As it was sent, without the question mark. */
  readonly query: string;
}

/**
 * The target of a request, undone of its escapes once, as Go does before it compares paths; nothing if
 * Go would take it for something else, or would redirect to what it takes it for.
 */
export function parseTarget(raw: string): RequestTarget | undefined {
  const { escaped, query } = split(raw);
  const path = escaped.startsWith("/") ? unescapeStrictly(escaped) : undefined;
  return path === undefined || !isClean(path) ? undefined : { path, query };
}

/** The same where nothing depends on it: nothing is refused, and what is no path is none. */
export function readTarget(raw: string): RequestTarget {
  const { escaped, query } = split(raw);
  return { path: unescapeStrictly(escaped) ?? escaped, query };
}

function split(raw: string): { readonly escaped: string; readonly query: string } {
  const at = raw.includes("?") ? raw.indexOf("?") : raw.length;
  return { escaped: raw.slice(0, at), query: raw.slice(at + 1) };
}

/** Nothing for what is no escape sequence, is no UTF-8 without them, or does not belong into a URL. */
export function unescapeStrictly(text: string): string | undefined {
  if (!/^[\x21-\x7e]*$/.test(text) || /%(?![\da-fA-F]{2})/.test(text) || text.includes("#"))
    return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Go redirects paths with empty segments or dots to where they lead. */
function isClean(path: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what no path may hold
  return !/\/\/|[\0-\x1f\x7f]|\/\.{1,2}(?:\/|$)/.test(path);
}

/** What a query says that decides where a submission goes. */
export interface QueryWords {
  readonly namespace: string;
  readonly region: string;
}

/**
 * COMPAT (Go, package net/url): the first value counts, and pairs that cannot be read are dropped.
 * Nothing where that would be a matter of opinion: a pair that cannot be read, a word given twice.
 */
export function parseQuery(query: string): QueryWords | undefined {
  const words = { namespace: "", region: "" };
  const seen = new Set<string>();
  if (query.includes(";")) return undefined;
  for (const pair of query.split("&").filter((each) => each !== "")) {
    const at = pair.includes("=") ? pair.indexOf("=") : pair.length;
    const key = unescapeStrictly(pair.slice(0, at).replaceAll("+", "%20"));
    const value = unescapeStrictly(pair.slice(at + 1).replaceAll("+", "%20"));
    if (key === undefined || value === undefined) return undefined;
    if (key !== "namespace" && key !== "region") continue;
    if (seen.has(key)) return undefined;
    seen.add(key);
    words[key] = value;
  }
  return words;
}
