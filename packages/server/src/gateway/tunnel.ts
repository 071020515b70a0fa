import { type IncomingMessage, STATUS_CODES } from "node:http";
import { type Duplex, pipeline } from "node:stream";
import type { Answer } from "./answer.js";
import { forwardable, type RawHeaders } from "./headers.js";
import { hasBody, passedHeaders, unreachable } from "./pass-through.js";
import type { Upstream } from "./upstream.js";

/**
 * Joins a client that asks for a WebSocket with Nomad: what either sends goes to the other as it is.
 *
 * INVARIANT: nothing of what follows the request goes on before Nomad has agreed to change the
 * protocol. It would take it for another request otherwise, which nobody has looked at.
 */
export function tunnel(
  upstream: Upstream,
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
): void {
  client.on("error", () => client.destroy());
  const isWebSocket = request.headers.upgrade?.toLowerCase() === "websocket";
  if (request.method !== "GET" || !isWebSocket || hasBody(request)) {
    const text = "only a GET without a body can change to another protocol, and only to websocket";
    answerOn(client, { status: 400, text });
    return;
  }
  const headers = [
    ...passedHeaders(upstream, request),
    "Connection",
    "Upgrade",
    "Upgrade",
    "websocket",
  ];
  const forwarded = upstream.openAlone("GET", request.url ?? "/", headers);
  client.once("close", () => forwarded.destroy());
  forwarded.once("error", (error) => answerOn(client, unreachable(error)));
  forwarded.once("response", (answer) => {
    // Nomad refused. The connection ends with its answer, whatever the client has sent behind.
    client.write(headOf(answer, [...forwardable(answer.rawHeaders), "Connection", "close"]));
    pipeline(answer, client, () => {});
  });
  forwarded.once("upgrade", (answer, server: Duplex, serverHead: Buffer) => {
    const changed = ["Connection", "Upgrade", "Upgrade", answer.headers.upgrade ?? "websocket"];
    client.write(headOf(answer, [...forwardable(answer.rawHeaders), ...changed]));
    client.write(serverHead);
    server.write(head);
    server.on("error", () => server.destroy());
    server.once("close", () => client.destroy());
    client.once("close", () => server.destroy());
    server.pipe(client).pipe(server);
  });
  forwarded.end();
}

function headOf(
  { statusCode = 502, statusMessage = "" }: IncomingMessage,
  headers: RawHeaders,
): string {
  const lines = [`HTTP/1.1 ${statusCode} ${statusMessage}`];
  for (let at = 0; at + 1 < headers.length; at += 2)
    lines.push(`${headers[at]}: ${headers[at + 1]}`);
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/** Answers where there is no response to write to, and ends the connection. */
export function answerOn(client: Duplex, { status, text }: Answer): void {
  if (!client.writable) {
    client.destroy();
    return;
  }
  client.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  );
}
