import type { IncomingMessage, ServerResponse } from "node:http";
import { SECOND } from "../domain/clock.js";

/** The gateway's own answer. COMPAT (Errors): plain text, without a line end of its own. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** What ends the handling of a request with an answer. */
export class Refusal extends Error {
  constructor(readonly answer: Answer) {
    super(answer.text);
  }
}

export function refusal(status: number, text: string): Refusal {
  return new Refusal({ status, text });
}

/** LIMIT: how long a client may go on sending what nobody reads any more. */
const LINGER_TIME = 2 * SECOND;

/** Sends an answer, unless another one has begun. */
export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { status, text }: Answer,
): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
  });
  response.end(text);
  dropRest(request);
}

/** To close the connection at once could lose the answer on its way to a client that still sends. */
function dropRest(request: IncomingMessage): void {
  if (request.complete) return;
  const timer = setTimeout(() => request.destroy(), LINGER_TIME);
  request.once("close", () => clearTimeout(timer));
  request.resume();
}
