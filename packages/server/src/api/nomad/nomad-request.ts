import type { IncomingMessage, ServerResponse } from "node:http";
import type { Actor } from "../../domain/access/actor.js";
import type { Duration } from "../../domain/clock.js";
import { TooLarge } from "../../domain/errors.js";
import type { NomadAuthenticator } from "../../domain/nomad-policies/nomad-authenticator.js";
import type { Waiting } from "../../domain/nomad-policies/waiters.js";
import { NomadError } from "./nomad-error.js";
import { tokenOf } from "./token.js";

/** LIMIT: bytes of a request's body; a policy's text may be written with six for each of its own. */
export const BODY_LIMIT = 8 * 1024 * 1024;

/** A request, as the routes of Nomad's dialect see it. */
export class NomadRequest {
  readonly method: string;
  /** Without query, with all percent signs resolved, as Nomad looks at it. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string | null;

  /** @throws NomadError when the address cannot be read */
  constructor(
    readonly message: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly authenticator: NomadAuthenticator,
  ) {
    const [path = "", ...query] = (message.url ?? "").split("?");
    this.method = message.method ?? "";
    this.path = decodePath(path);
    this.query = new URLSearchParams(query.join("?"));
    this.token = tokenOf(message.headers);
  }

  /** @throws NotAuthenticated */
  actor(): Promise<Actor> {
    return this.authenticator.authenticate(this.token);
  }

  /** @throws TooLarge */
  async body(): Promise<Uint8Array> {
    if (Number(this.message.headers["content-length"] ?? 0) > BODY_LIMIT)
      throw new TooLarge(BODY_LIMIT);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of this.message.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > BODY_LIMIT) throw new TooLarge(BODY_LIMIT);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, size);
  }

  /** Resolves when the wait is over, its time is, or the client has gone. */
  async hold(waiting: Waiting<unknown>, time: Duration): Promise<void> {
    const timer = setTimeout(waiting.end, time);
    this.response.once("close", waiting.end);
    if (this.isAbandoned) waiting.end();
    try {
      await waiting.change;
    } finally {
      clearTimeout(timer);
      this.response.off("close", waiting.end);
    }
  }

  /** Whether nobody is there any more to be answered. */
  get isAbandoned(): boolean {
    return this.response.destroyed;
  }
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new NomadError(400, "the path has an invalid escape");
  }
}
