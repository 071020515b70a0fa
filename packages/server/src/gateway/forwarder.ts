import type { IncomingMessage, ServerResponse } from "node:http";
import { withMember } from "@portcullis/nomad-data";
import { SECOND } from "../domain/clock.js";
import { refusal } from "./answer.js";
import { forwardable, type RawHeaders } from "./headers.js";
import { collect } from "./lookups.js";
import { endWithClient, passAnswer } from "./pass-through.js";
import type { Upstream } from "./upstream.js";

/** LIMIT: how long Nomad may take to answer what was judged; creating a volume takes longest. */
const ANSWER_TIME = 120 * SECOND;

/** LIMIT: bytes of an answer that is read before it goes back: the differences of a plan. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** What was judged, as it goes on to Nomad. */
export interface Judged {
  readonly method: string;
  /** The path and query as they were received. */
  readonly target: string;
  /** Of the request, without those of the connection. */
  readonly headers: RawHeaders;
  readonly body: string;
}

/** Hands on what was judged, and Nomad's answers back. */
export class Forwarder {
  constructor(private readonly upstream: Upstream) {}

  /**
   * Sends what was judged, written anew: its body is all that Nomad gets to see of the request's.
   * Throws `Refusal` when no answer comes; then nobody knows whether Nomad did it.
   */
  send(
    { method, target, headers, body }: Judged,
    response: ServerResponse,
  ): Promise<IncomingMessage> {
    const dropped = ["content-length", "accept-encoding", "content-encoding"];
    const own = [...forwardable(headers, dropped), "Accept-Encoding", "identity"];
    if (!own.some((name, at) => at % 2 === 0 && name.toLowerCase() === "host"))
      own.push("Host", this.upstream.host);
    own.push("Content-Length", String(Buffer.byteLength(body)));
    return new Promise((resolve, reject) => {
      const request = this.upstream.open(method, target, own);
      const timer = setTimeout(() => request.destroy(new Error("it took too long")), ANSWER_TIME);
      endWithClient(response, request);
      request.once("close", () => clearTimeout(timer));
      request.once("response", resolve);
      request.once("error", (error) => reject(lost(error)));
      request.end(body);
    });
  }

  /** The whole of an answer. Throws `Refusal` when it breaks off. */
  read(answer: IncomingMessage): Promise<Buffer> {
    return collect(answer, MAX_ANSWER_BYTES).catch((error: Error) => {
      throw lost(error);
    });
  }

  /** Gives an answer back as it comes, or as it was read. */
  pass(answer: IncomingMessage, response: ServerResponse, body?: Buffer): void {
    if (body === undefined) {
      passAnswer(answer, response);
      return;
    }
    const headers = forwardable(answer.rawHeaders, ["content-length"]);
    headers.push("Content-Length", String(body.length));
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, headers).end(body);
  }
}

/** An answer with its field `Warnings` changed; as it is, if it is not understood. */
export function withWarnings(body: Buffer, change: (present: string) => string): Buffer {
  const text = withMember(body, "Warnings", (json) => {
    const present: unknown = json === undefined ? "" : JSON.parse(json);
    return JSON.stringify(change(typeof present === "string" ? present : ""));
  });
  return text === undefined ? body : Buffer.from(text);
}

function lost(error: Error): Error {
  return refusal(
    502,
    `the Nomad server did not answer, and may or may not have done what was asked; see what is there before you try again: ${error.message}`,
  );
}
