import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import { Readable } from "node:stream";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { type Actor, ANONYMOUS } from "../../domain/access/actor.js";
import { MINUTE, SECOND } from "../../domain/clock.js";
import { NotAuthenticated } from "../../domain/errors.js";
import type { Store } from "../../domain/store.js";
import type { Bearer } from "../../domain/tokens/token.js";
import { bearerKey } from "./bearer.js";
import { BadRequest, TooManyRequests, UnknownAddress } from "./http-errors.js";
import { KeptAnswers } from "./kept-answers.js";
import { answerOnSocket, malformed } from "./malformed.js";
import { type RateLimiter, rateLimitHeaders } from "./rate-limiter.js";
import { requestId } from "./request-id.js";
import { logRequest } from "./request-log.js";
import type { HttpReply, HttpRequest, HttpRoute } from "./route.js";

export interface HttpServerOptions {
  readonly routes: readonly HttpRoute[];
  /** What to answer where there is no route, or where the address cannot be read. */
  readonly unrouted: Pick<HttpRoute, "renderError">;
  /** Headers of every answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** @throws NotAuthenticated */
  authenticate(key: string): Promise<Bearer>;
  /** What answers are made of. */
  readonly store: Pick<Store, "revision">;
  /** Nobody is limited when it is absent. */
  readonly rateLimiter?: RateLimiter;
  readonly log: Logger;
}

/** LIMIT: a segment of a path. Longer ones never come: Node refuses such a head of a request before. */
const SEGMENT_LIMIT = 16_384;

/** LIMIT: a request, its body included, has to arrive in this time. */
const REQUEST_TIMEOUT = 10 * MINUTE;

/** LIMIT: what is remembered of a key to count its requests; keys that are issued are shorter. */
const COUNTED_KEY_LENGTH = 128;

/** LIMIT: how long `close` waits for requests that are in progress. */
const DRAIN_TIME = 10 * SECOND;

declare module "fastify" {
  interface FastifyContextConfig {
    route?: HttpRoute;
  }
}

/** The edge: takes requests off the wire, asks who sends them, and puts answers on it. */
export class HttpServer {
  private readonly app: FastifyInstance;
  private readonly kept: KeptAnswers;
  private isClosing = false;

  constructor(private readonly options: HttpServerOptions) {
    this.kept = new KeptAnswers(options.store);
    this.app = fastify({
      logger: false,
      genReqId: (request) => requestId(request.headers["x-request-id"], randomUUID),
      exposeHeadRoutes: false,
      forceCloseConnections: "idle",
      requestTimeout: REQUEST_TIMEOUT,
      routerOptions: { maxParamLength: SEGMENT_LIMIT },
      frameworkErrors: (error, request, reply) => this.fail(error, request, reply),
      clientErrorHandler: (error, socket) => this.refuse(error, socket),
    });
    this.app.addHook("onRequest", (request, _reply, done) => {
      // COMPAT (Terraform API, request bodies): clients send JSON under any content type or none.
      if (request.method !== "GET") delete request.raw.headers["content-type"];
      done();
    });
    this.app.addHook("onResponse", (request, reply, done) => {
      logRequest(options.log, request.routeOptions.config.route, request, reply);
      done();
    });
    // Handlers read the body themselves, once they know that they want it.
    this.app.addContentTypeParser("*", (_request, _payload, done) => done(null));
    this.app.setErrorHandler((error, request, reply) => this.fail(error, request, reply));
    this.app.setNotFoundHandler((request, reply) =>
      this.fail(new UnknownAddress(), request, reply),
    );
    for (const route of options.routes) {
      this.app.route({
        method: route.method,
        url: route.path,
        config: { route },
        handler: (request, reply) => this.handle(route, request, reply),
      });
    }
  }

  /** Starts to accept connections. Returns the port, which the system chose if 0 was asked for. */
  async listen(host: string, port: number): Promise<number> {
    await this.app.listen({ host, port });
    const address = this.app.server.address();
    if (address === null || typeof address === "string") throw new Error("not listening on a port");
    return address.port;
  }

  /** Answers a request that did not come over a socket. */
  async answer(request: {
    readonly method: HttpRoute["method"];
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Buffer;
  }): Promise<{ status: number; headers: Readonly<Record<string, unknown>>; body: Buffer }> {
    const { method, url, headers, body } = request;
    const response = await this.app.inject({
      method,
      url,
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { payload: body }),
    });
    return { status: response.statusCode, headers: response.headers, body: response.rawPayload };
  }

  /** Accepts nothing more, and waits for what is in progress, though not forever. */
  async close(): Promise<void> {
    this.isClosing = true;
    const impatience = setTimeout(() => this.app.server.closeAllConnections(), DRAIN_TIME);
    await this.app.close();
    clearTimeout(impatience);
  }

  private async handle(
    route: HttpRoute,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    if (route.access === "open") {
      const actor = this.anonymous(request, reply);
      return this.send(reply, await route.handle(toHttpRequest(actor, request)));
    }
    const bearer = await this.known(request, reply);
    const make = () =>
      route.handle(toHttpRequest({ ...bearer.actor, requestId: request.id }, request));
    const answer = route.isOfStore === true ? this.kept.answer(bearer, request.url, make) : make();
    return this.send(reply, await answer);
  }

  /** Whoever sends no token is known by the address that he comes from. */
  private anonymous(request: FastifyRequest, reply: FastifyReply): Actor {
    this.count(`address ${request.ip}`, reply);
    return ANONYMOUS;
  }

  /** @throws NotAuthenticated */
  private async known(request: FastifyRequest, reply: FastifyReply): Promise<Bearer> {
    const key = bearerKey(request.headers.authorization);
    try {
      if (key === null) throw new NotAuthenticated();
      this.count(`key ${key.slice(0, COUNTED_KEY_LENGTH)}`, reply);
      return await this.options.authenticate(key);
    } catch (error) {
      // Who tries one made-up key after the other does not count as a new caller each time.
      if (error instanceof NotAuthenticated) this.anonymous(request, reply);
      throw error;
    }
  }

  /** @throws TooManyRequests */
  private count(caller: string, reply: FastifyReply): void {
    const allowance = this.options.rateLimiter?.take(caller);
    if (allowance === undefined) return;
    reply.headers(rateLimitHeaders(allowance));
    if (allowance.isExceeded) throw new TooManyRequests();
  }

  private fail(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    // What the client still sends of a body that nobody reads must not block its next request.
    request.raw.resume();
    const { renderError } = request.routeOptions.config.route ?? this.options.unrouted;
    const answer = renderError(understood(error));
    if (answer.status >= 500) {
      this.options.log.error({ err: error, requestId: request.id }, "a request failed");
    }
    return this.send(reply, answer);
  }

  /** What came over the socket is no request, so that there is no reply to answer with. */
  private refuse(error: Error & { readonly code?: string }, socket: Socket): void {
    // A connection that was reset, or is gone for another reason, has nobody at its other end.
    if (error.code === "ECONNRESET" || !socket.writable) {
      socket.destroy();
      return;
    }
    const id = randomUUID();
    this.options.log.info({ requestId: id, code: error.code }, "malformed request");
    const { headers, ...answer } = this.options.unrouted.renderError(malformed(error));
    const fixed = { ...this.options.headers, "X-Request-Id": id };
    answerOnSocket(socket, { ...answer, headers: { ...fixed, ...headers } });
  }

  private send(
    reply: FastifyReply,
    { status, headers = {}, body, stream }: HttpReply,
  ): FastifyReply {
    reply.code(status).headers(this.options.headers).headers(headers);
    reply.header("X-Request-Id", reply.request.id);
    // A connection that stays open after its last answer would hold up the end.
    if (this.isClosing) reply.header("Connection", "close");
    if (stream !== undefined) return reply.send(Readable.from(stream, { objectMode: false }));
    // As bytes: to the content type of a text the framework would add a parameter.
    return reply.send(typeof body === "string" ? Buffer.from(body) : body);
  }
}

function toHttpRequest(actor: Actor, request: FastifyRequest): HttpRequest {
  const length = Number(request.headers["content-length"] ?? Number.NaN);
  return {
    actor,
    parameters: request.params as Record<string, string>,
    query: new URLSearchParams(request.url.split("?").slice(1).join("?")),
    url: request.url,
    contentLength: Number.isNaN(length) ? null : length,
    // The stream belongs to the connection: to stop reading must not close it before the answer.
    content: request.raw.iterator({ destroyOnReturn: false }),
    header: (name) => request.headers[name]?.toString(),
  };
}

/** Errors of the framework and of the connection that are the client's doing. */
function understood(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const isAborted = "code" in error && error.code === "ECONNRESET";
  const status = "statusCode" in error ? Number(error.statusCode) : 0;
  const isClientFault = isAborted || (status >= 400 && status < 500);
  return isClientFault ? new BadRequest(error.message) : error;
}
