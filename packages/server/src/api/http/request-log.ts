import type { FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import type { HttpRoute } from "./route.js";

/**
 * One line for each request.
 *
 * INVARIANT: no secret is logged. Headers are not, and the path only where it holds none: that of an
 * open route may be a signed link, and that of no route may be a mistyped one.
 */
export function logRequest(
  log: Logger,
  route: HttpRoute | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  log.info(
    {
      requestId: request.id,
      method: request.method,
      route: route?.path ?? null,
      ...(route?.access === "bearer" ? { path: request.url.split("?")[0] } : {}),
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    },
    "request",
  );
}
