import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { NomadAuthenticator } from "../../domain/nomad-policies/nomad-authenticator.js";
import type { NomadPolicyService } from "../../domain/nomad-policies/nomad-policy-service.js";
import { type ClusterFacts, ClusterRoutes } from "./cluster/routes.js";
import { errorReply } from "./errors.js";
import { NomadError } from "./nomad-error.js";
import { type NomadReply, sendReply, textReply } from "./nomad-reply.js";
import { NomadRequest } from "./nomad-request.js";
import { LIST_PATH, POLICY_PATH, PolicyRoutes } from "./policies/routes.js";
import { RegionRouter, type Regions } from "./regions/region-router.js";

export interface NomadApiOptions {
  readonly policies: NomadPolicyService;
  readonly authenticator: NomadAuthenticator;
  readonly regions: Regions;
  readonly version: string;
  /** Host and port of the listener; known once it listens. */
  readonly address: () => string;
  /** From 0 to 1, 1 not included. */
  readonly random: () => number;
  readonly log: Logger;
}

type Handler = (request: NomadRequest) => Promise<NomadReply>;

/** What answers at one address, by method. */
type Methods = Readonly<Record<string, Handler>>;

/**
 * Nomad's HTTP API, as far as policies need it. A gateway gives it what belongs to policies, and answers the
 * rest otherwise; on its own it also answers what clients ask before.
 */
export class NomadApi {
  private readonly table: (path: string) => Methods | undefined;
  private readonly router: RegionRouter;

  constructor(private readonly options: NomadApiOptions) {
    const { regions, version, address } = options;
    this.router = new RegionRouter(regions);
    this.table = routes(new PolicyRoutes(options.policies, options.random), {
      region: regions.own,
      authoritativeRegion: regions.authoritative,
      regions: this.router.known,
      version,
      address,
    });
  }

  /** Answers a request, whatever it is. It resolves when the answer was given or nobody wants it any more. */
  async handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = performance.now();
    const reply = await this.answer(message, response).catch((error: unknown) => {
      // A client that went away in the middle of its request.
      if (response.destroyed) return null;
      const failed = errorReply(error);
      if (failed.status >= 500) this.options.log.error({ err: error }, "a request failed");
      return failed;
    });
    // What the client still sends of a body that nobody reads must not block its next request.
    message.resume();
    if (reply !== null) sendReply(response, message.headers, reply);
    this.options.log.info(
      {
        method: message.method,
        path: message.url?.split("?")[0],
        status: response.statusCode,
        durationMs: Math.round(performance.now() - started),
      },
      "nomad request",
    );
  }

  /** Null when another region has answered. */
  private async answer(
    message: IncomingMessage,
    response: ServerResponse,
  ): Promise<NomadReply | null> {
    const request = new NomadRequest(message, response, this.options.authenticator);
    const methods = this.table(request.path);
    // COMPAT (Go's HTTP server): this text where nothing is.
    if (methods === undefined) return textReply(404, "404 page not found\n");
    const handler = methods[request.method];
    if (handler === undefined) throw new NomadError(405, "Invalid method");
    if (await this.router.forward(request, response)) return null;
    return handler(request);
  }
}

function routes(policies: PolicyRoutes, facts: ClusterFacts) {
  const cluster = new ClusterRoutes(facts);
  const policy: Methods = {
    GET: (request) => policies.read(request),
    PUT: (request) => policies.write(request),
    POST: (request) => policies.write(request),
    DELETE: (request) => policies.delete(request),
  };
  const fixed = new Map<string, Methods>([
    [LIST_PATH, { GET: (request) => policies.list(request) }],
    ["/v1/regions", { GET: (request) => cluster.regions(request) }],
    ["/v1/status/leader", { GET: (request) => cluster.leader(request) }],
    ["/v1/status/peers", { GET: (request) => cluster.peers(request) }],
    ["/v1/agent/self", { GET: (request) => cluster.agentSelf(request) }],
    ["/v1/acl/token/self", { GET: (request) => cluster.tokenSelf(request) }],
  ]);
  return (path: string) =>
    fixed.get(path) ?? (`${path}/`.startsWith(POLICY_PATH) ? policy : undefined);
}
