import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { ChangeIndex } from "../../domain/nomad-policies/nomad-policy.js";
import type { Contact } from "../../domain/nomad-policies/nomad-policy-service.js";

export interface NomadReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: ReplyBody;
}

/** A body, compressed once however often it is sent. */
export class ReplyBody {
  readonly plain: Buffer;
  private compressed: Buffer | undefined;

  constructor(
    readonly type: string,
    text: string,
  ) {
    this.plain = Buffer.from(text);
  }

  get gzip(): Buffer {
    this.compressed ??= gzipSync(this.plain);
    return this.compressed;
  }
}

/** COMPAT (Nomad, HTTP API): an error is its message, without a line end, and no JSON. */
export function textReply(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): NomadReply {
  return { status, headers, body: new ReplyBody("text/plain; charset=utf-8", text) };
}

/** COMPAT (Nomad, HTTP API): without spaces or a line end, or with four spaces and one. */
export function jsonBody(value: unknown, pretty: boolean): ReplyBody {
  const text = pretty ? `${JSON.stringify(value, null, 4)}\n` : JSON.stringify(value);
  return new ReplyBody("application/json", text);
}

export function indexHeader(index: ChangeIndex): Record<string, string> {
  return { "X-Nomad-Index": String(index) };
}

/** What every answer to a read says of itself, also that there is nothing. */
export function readHeaders(index: ChangeIndex, contact: Contact): Record<string, string> {
  return {
    ...indexHeader(index),
    "X-Nomad-KnownLeader": String(contact.isReachable),
    "X-Nomad-LastContact": String(Math.round(contact.age)),
  };
}

export function sendReply(
  response: ServerResponse,
  requestHeaders: IncomingHttpHeaders,
  { status, headers = {}, body }: NomadReply,
): void {
  if (response.destroyed) return;
  if (body === undefined) {
    response.writeHead(status, { ...headers, "Content-Length": 0 }).end();
    return;
  }
  const isCompressed = acceptsGzip(requestHeaders["accept-encoding"]);
  const bytes = isCompressed ? body.gzip : body.plain;
  response.writeHead(status, {
    ...headers,
    "Content-Type": body.type,
    ...(isCompressed ? { "Content-Encoding": "gzip" } : {}),
    Vary: "Accept-Encoding",
    "Content-Length": bytes.length,
  });
  response.end(bytes);
}

/** Whether the codings that a client takes have gzip among them, and not with the weight 0. */
function acceptsGzip(header: string | string[] | undefined): boolean {
  return String(header ?? "")
    .split(",")
    .some((coding) => {
      const [name = "", ...parameters] = coding.split(";").map((part) => part.trim().toLowerCase());
      return name === "gzip" && !parameters.some((each) => /^q=0(\.0*)?$/.test(each));
    });
}
