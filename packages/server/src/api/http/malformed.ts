import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { BadRequest } from "./http-errors.js";
import type { HttpReply } from "./route.js";

/** What Node's parser calls the faults that a client can do something about. */
const REASONS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "the head of the request is too large: send fewer or shorter headers",
  ERR_HTTP_REQUEST_TIMEOUT: "the request did not arrive in time",
};

/** The error that stands for what came in place of a request. */
export function malformed({ code = "" }: { readonly code?: string }): BadRequest {
  return new BadRequest(REASONS[code] ?? "this is no HTTP request");
}

/**
 * Answers on a connection where there is no request to reply to, and closes it: what follows on it cannot
 * be told from what was not understood.
 */
export function answerOnSocket(
  socket: Socket,
  { status, headers = {}, body = "" }: HttpReply,
): void {
  const content = Buffer.from(body);
  const head = Object.entries({
    ...headers,
    "Content-Length": String(content.length),
    Connection: "close",
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join("")}\r\n`);
  socket.end(content, () => socket.destroy());
}
