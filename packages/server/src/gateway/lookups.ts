import type { IncomingMessage } from "node:http";
import { SECOND } from "../domain/clock.js";
import type { Upstream } from "./upstream.js";

/** LIMIT: how long the gateway waits for an answer to a question of its own. */
const LOOKUP_TIME = 10 * SECOND;

/** LIMIT: bytes of such an answer; all versions of a job are the largest. */
const MAX_LOOKUP_BYTES = 64 * 1024 * 1024;

export interface LookupAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** Nomad did not tell what the policies have to know; the message says what, and why not. */
export class LookupFailed extends Error {}

/** Asks Nomad for what is at a path, with a token, empty for none. Throws `LookupFailed`. */
export async function ask(upstream: Upstream, path: string, token: string): Promise<LookupAnswer> {
  const plain = path.split("?")[0];
  try {
    return await exchange(upstream, path, token);
  } catch (error) {
    throw new LookupFailed(`Nomad did not answer GET ${plain}: ${(error as Error).message}`);
  }
}

function exchange(upstream: Upstream, path: string, token: string): Promise<LookupAnswer> {
  return new Promise((resolve, reject) => {
    const headers = ["Host", upstream.host, "Accept-Encoding", "identity"];
    if (token !== "") headers.push("X-Nomad-Token", token);
    const request = upstream.open("GET", path, headers);
    const late = new Error(`nothing came within ${LOOKUP_TIME / SECOND} seconds`);
    const timer = setTimeout(() => request.destroy(late), LOOKUP_TIME);
    request.once("close", () => clearTimeout(timer));
    request.once("error", reject);
    request.once("response", (response) => {
      collect(response, MAX_LOOKUP_BYTES).then(
        (body) => resolve({ status: response.statusCode ?? 0, body }),
        reject,
      );
    });
    request.end();
  });
}

/** All bytes of an answer. Throws for more than `limit` of them, and when it breaks off. */
export async function collect(response: IncomingMessage, limit: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > limit) throw new Error(`the answer is larger than ${limit} bytes`);
    pieces.push(piece);
  }
  if (!response.complete) throw new Error("the answer broke off");
  return Buffer.concat(pieces);
}
