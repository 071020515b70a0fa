/** Names and values in turn, in the order and spelling in which they were received. */
export type RawHeaders = readonly string[];

/** COMPAT (RFC 9110, 7.6.1): headers of one connection, which no proxy hands on. */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  // The server has answered it already.
  "expect",
]);

/** The headers to hand on: without those of the connection, those that it names, and `dropped`. */
export function forwardable(raw: RawHeaders, dropped: readonly string[] = []): string[] {
  const named = valuesOf(raw, "connection").flatMap((value) => value.split(","));
  const out = new Set([
    ...HOP_BY_HOP,
    ...dropped,
    ...named.map((each) => each.trim().toLowerCase()),
  ]);
  const kept: string[] = [];
  for (const [name, value] of pairs(raw)) if (!out.has(name.toLowerCase())) kept.push(name, value);
  return kept;
}

/** All values of a header, whatever the case of its name. */
export function valuesOf(raw: RawHeaders, name: string): string[] {
  return [...pairs(raw)].filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
}

function* pairs(raw: RawHeaders): Generator<readonly [name: string, value: string]> {
  for (let at = 0; at + 1 < raw.length; at += 2) yield [raw[at] ?? "", raw[at + 1] ?? ""];
}

/**
 * COMPAT (Tokens and permissions): the token of a request's headers, empty if they hold none. Nothing
 * if one of them is given twice, because not everybody takes the same.
 */
export function tokenOf(headers: RawHeaders): string | undefined {
  const own = valuesOf(headers, "x-nomad-token");
  const general = valuesOf(headers, "authorization");
  if (own.length > 1 || general.length > 1) return undefined;
  const given = own[0]?.trim() ?? "";
  if (given !== "") return given;
  const [, value = ""] = /^bearer (.*)$/i.exec(general[0] ?? "") ?? [];
  return value.trim().split(" ")[0]?.trim() ?? "";
}
