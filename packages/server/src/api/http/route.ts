import type { Actor } from "../../domain/access/actor.js";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One address of the server, as the edge sees it: no dialect, no schema. */
export interface HttpRoute {
  readonly method: Method;
  /** From the root, with segments that begin with a colon where a value stands. */
  readonly path: string;
  /** "open": nobody is asked who they are; the address itself may be the secret. */
  readonly access: "bearer" | "open";
  /**
   * The answer to a bearer says nothing but what is in the store, and signed links: without a link it stays
   * the same for as long as the store does, and is not made again.
   */
  readonly isOfStore?: boolean;
  handle(request: HttpRequest): Promise<HttpReply>;
  /** What to answer when `handle`, or authentication before it, threw. */
  renderError(error: unknown): HttpReply;
}

export interface HttpRequest {
  readonly actor: Actor;
  /** The values of the path's segments, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The path and query as they were asked for. */
  readonly url: string;
  /** How many bytes the client announced; null when it did not. */
  readonly contentLength: number | null;
  readonly content: AsyncIterable<Uint8Array>;
  /** The value of a header, by its name in lower case; joined by commas when it was repeated. */
  header(name: string): string | undefined;
}

export interface HttpReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** In place of `body`: text that is sent as it is made. */
  readonly stream?: AsyncIterable<string>;
}
