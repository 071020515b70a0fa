import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { type Duration, SECOND } from "../../../domain/clock.js";
import { MAX_WAIT } from "../blocking.js";
import { NomadError } from "../nomad-error.js";
import type { NomadRequest } from "../nomad-request.js";
import { openTo, type RegionAddress } from "./region-request.js";

/** Says that a request has come from a server of another region. */
const FORWARDED = "x-portcullis-forwarded";

/** LIMIT: how long another region may say nothing: a read that waits, its jitter, and the way. */
const SILENCE: Duration = MAX_WAIT + MAX_WAIT / 16 + 30 * SECOND;

/** What is handed on of a request, and of an answer: nothing that belongs to one connection. */
const REQUEST_HEADERS = [
  ...["x-nomad-token", "authorization", "accept-encoding"],
  ...["content-length", "transfer-encoding"],
];
const ANSWER_HEADERS = [
  ...["content-type", "content-encoding", "content-length", "vary"],
  ...["x-nomad-index", "x-nomad-knownleader", "x-nomad-lastcontact"],
];

export function wasForwarded({ headers }: IncomingMessage): boolean {
  return headers[FORWARDED] !== undefined;
}

/**
 * Asks the server of another region the same, and answers what it answers.
 *
 * @throws NomadError when it cannot be reached
 */
export async function forwardTo(
  target: RegionAddress,
  request: NomadRequest,
  response: ServerResponse,
): Promise<void> {
  const answer = await ask(target, request, response);
  const headers = ANSWER_HEADERS.flatMap((name) => {
    const value = answer.headers[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  response.writeHead(answer.statusCode ?? 502, Object.fromEntries(headers));
  // A connection that breaks on the way breaks the other one: half an answer must not look whole.
  await pipeline(answer, response).catch(() => response.destroy());
}

function ask(
  target: RegionAddress,
  { method, path, query, message }: NomadRequest,
  response: ServerResponse,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = Object.fromEntries(
      REQUEST_HEADERS.flatMap((name) => {
        const value = message.headers[name];
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
    const sent = openTo(target, encodePath(path), query, {
      method,
      headers: { ...headers, [FORWARDED]: "1" },
      timeout: SILENCE,
    });
    sent.once("response", resolve);
    sent.on("error", (error) => reject(unreachable(target, error)));
    // Who does not wait for the answer any more need not be waited for.
    response.once("close", () => sent.destroy());
    // As it comes: the other one knows who may write, and how much.
    pipeline(message, sent).catch(() => sent.destroy());
  });
}

/** Written anew from what was understood: two servers must not read one path differently. */
function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function unreachable({ region, address }: RegionAddress, error: Error): NomadError {
  const reason = error.message || ("code" in error ? String(error.code) : "no answer");
  return new NomadError(
    502,
    `region "${region}" cannot be reached at "${address.origin}": ${reason}: try again when it answers`,
  );
}
