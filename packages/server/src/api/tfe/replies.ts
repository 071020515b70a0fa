import type { HttpReply } from "../http/route.js";
import { JSON_API } from "./errors.js";
import { stringifyWritten } from "./written-json.js";

export function ok(document: object): HttpReply {
  return json(200, document);
}

export function created(document: object): HttpReply {
  return json(201, document);
}

/** As `ok`, for a document with parts that are written already. */
export function okWritten(document: object): HttpReply {
  return { status: 200, headers: { "Content-Type": JSON_API }, body: stringifyWritten(document) };
}

/** The request will have its effect; there is nothing to read about it here. */
export function accepted(): HttpReply {
  return { status: 202 };
}

export function noContent(): HttpReply {
  return { status: 204 };
}

export function stored(): HttpReply {
  return { status: 200 };
}

export function bytes(content: Uint8Array): HttpReply {
  return { status: 200, headers: { "Content-Type": "application/octet-stream" }, body: content };
}

/** JSON that somebody else has written. */
export function jsonBytes(content: Uint8Array): HttpReply {
  return { status: 200, headers: { "Content-Type": "application/json" }, body: content };
}

export function plainText(content: Uint8Array): HttpReply {
  return { status: 200, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: content };
}

function json(status: number, document: object): HttpReply {
  return {
    status,
    headers: { "Content-Type": JSON_API },
    body: JSON.stringify(document),
  };
}

/** Text that is made while it is sent, line by line. */
export function streamedLines(lines: AsyncIterable<string>): HttpReply {
  return { status: 200, headers: { "Content-Type": "application/x-ndjson" }, stream: lines };
}

/** For the documents that are no JSON:API. */
export function plainJson(document: object): HttpReply {
  return {
    status: 200,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(document),
  };
}
