import type { ClientRequest, IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { sendAnswer } from "./answer.js";
import { forwardable } from "./headers.js";
import type { Upstream } from "./upstream.js";

/** Methods whose requests have no body unless they say so. */
const WITHOUT_BODY = new Set(["GET", "HEAD", "DELETE", "OPTIONS", "TRACE"]);

/** Hands a request on to Nomad and its answer back, both as they come, without looking at either. */
export function passThrough(
  upstream: Upstream,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const method = request.method ?? "";
  const isRepeatable = WITHOUT_BODY.has(method) && method !== "DELETE" && !hasBody(request);
  const attempt = (isFirst: boolean): void => {
    const forwarded = upstream.open(method, request.url ?? "/", passedHeaders(upstream, request));
    forwarded.once("response", (answer) => passAnswer(answer, response));
    forwarded.once("error", (error: NodeJS.ErrnoException) => {
      // Nomad may close a connection at the very moment at which it is used again.
      const isStale = forwarded.reusedSocket && error.code === "ECONNRESET";
      if (isStale && isFirst && isRepeatable && !response.headersSent) attempt(false);
      else {
        request.unpipe(forwarded);
        sendAnswer(request, response, unreachable(error));
      }
    });
    endWithClient(response, forwarded);
    if (hasBody(request)) request.pipe(forwarded);
    else forwarded.end();
  };
  attempt(true);
}

/** Hands an answer back as it comes. One that breaks off breaks off for the client as well. */
export function passAnswer(answer: IncomingMessage, response: ServerResponse): void {
  response.writeHead(
    answer.statusCode ?? 502,
    answer.statusMessage,
    forwardable(answer.rawHeaders),
  );
  response.flushHeaders();
  pipeline(answer, response, (error) => {
    if (error) response.destroy();
  });
}

/** A client that goes away takes its request with it, or a blocking query would wait for nobody. */
export function endWithClient(response: ServerResponse, forwarded: ClientRequest): void {
  const leave = () => {
    if (!response.writableFinished) forwarded.destroy();
  };
  response.once("close", leave);
  forwarded.once("close", () => response.off("close", leave));
}

export function unreachable(error: Error): { status: number; text: string } {
  return { status: 502, text: `the Nomad server cannot be reached: ${error.message}` };
}

/** The headers to hand on, which say how long the body is, and who is asked if the client does not. */
export function passedHeaders(upstream: Upstream, request: IncomingMessage): string[] {
  const headers = forwardable(request.rawHeaders);
  const { host, "transfer-encoding": coding, "content-length": length } = request.headers;
  if (host === undefined) headers.push("Host", upstream.host);
  if (coding !== undefined) headers.push("Transfer-Encoding", "chunked");
  else if (length === undefined && !WITHOUT_BODY.has(request.method ?? ""))
    headers.push("Content-Length", "0");
  return headers;
}

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
