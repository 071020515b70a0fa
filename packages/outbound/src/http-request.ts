import { type AllowList, portOf } from "./allow-list.js";
import type { Resolver } from "./resolve-host.js";

/** One request over HTTP. */
export interface HttpRequest {
  readonly method: string;
  /** Absolute; a user and password in it become basic authentication. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What one request may do and take. */
export interface HttpOptions {
  readonly allow: AllowList;
  /** Milliseconds from the first look-up to the last byte, redirects included. */
  readonly timeout: number;
  /** Bytes of the body. */
  readonly maxBytes: number;
  /** Whether a certificate that nobody vouches for is an error; it is by default. */
  readonly verifyCertificate?: boolean;
  /** Certificates that vouch besides the well-known ones, in PEM. */
  readonly ca?: string;
  readonly resolver?: Resolver;
}

/** Headers that a redirect to another origin must not carry on. */
const credentials = new Set([
  "authorization",
  "cookie",
  "cookie2",
  "proxy-authorization",
  "www-authenticate",
]);

/** COMPAT (net/http of Go): headers about the connection are the client's own; others' are ignored. */
const ownHeaders = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Headers as they go over the wire, by their names in lower case; the last of a name wins. */
export function wireHeaders({ headers = {}, url, body }: HttpRequest): Record<string, string> {
  const wire: Record<string, string> = {};
  const { username, password } = new URL(url);
  if (username !== "" || password !== "")
    wire.authorization = basicAuthentication(
      decodeURIComponent(username),
      decodeURIComponent(password),
    );
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    if (!ownHeaders.has(key)) wire[key] = value;
  }
  if (body !== undefined) wire["content-length"] = String(Buffer.byteLength(body));
  return wire;
}

export function basicAuthentication(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

/**
 * The request that a redirect asks for. Credentials stay with the origin they were meant for, and a
 * body is sent again for 307 and 308 alone, as browsers and Go do.
 */
export function redirected(request: HttpRequest, status: number, target: URL): HttpRequest {
  const source = new URL(request.url);
  const isSameOrigin =
    source.protocol === target.protocol &&
    source.hostname === target.hostname &&
    portOf(source) === portOf(target);
  const keepsBody = status === 307 || status === 308;
  if (isSameOrigin && target.username === "") {
    target.username = source.username;
    target.password = source.password;
  }
  const headers = Object.entries(request.headers ?? {}).filter(([name]) => {
    const key = name.toLowerCase();
    return (isSameOrigin || !credentials.has(key)) && (keepsBody || key !== "content-type");
  });
  return {
    method: keepsBody || request.method === "HEAD" ? request.method : "GET",
    url: target.href,
    headers: Object.fromEntries(headers),
    ...(keepsBody && request.body !== undefined ? { body: request.body } : {}),
  };
}
