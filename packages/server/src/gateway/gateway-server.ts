import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import { MINUTE, SECOND } from "../domain/clock.js";
import { sendAnswer } from "./answer.js";
import { classify, type Strictness } from "./classify.js";
import { Gatekeeper, type GatekeeperParts } from "./gatekeeper.js";
import { passThrough } from "./pass-through.js";
import { answerOn, tunnel } from "./tunnel.js";
import { MAX_HEAD_BYTES, type Upstream } from "./upstream.js";

/** LIMIT: how long the head of a request may take to arrive. */
const HEAD_TIME = 30 * SECOND;

/** How long a connection may rest between two requests: longer than clients keep them. */
const REST_TIME = 2 * MINUTE;

/** How long a connection is silent before the system asks whether anybody is there. */
const PROBE_TIME = 30 * SECOND;

/** LIMIT: how long `close` waits for requests that are in progress. */
const DRAIN_TIME = 5 * SECOND;

export interface GatewayParts extends GatekeeperParts {
  readonly upstream: Upstream;
  /** What is judged although Nomad's own enforcement would not look at it. */
  readonly strict: readonly Strictness[];
  /** Answers requests about policies themselves. */
  answerPolicies(request: IncomingMessage, response: ServerResponse): void;
  readonly log: Logger;
}

/**
 * Stands in front of a Nomad server: what may submit something is judged first, requests about policies
 * are answered here, all else goes on as it is.
 */
export class GatewayServer {
  private readonly server: Server;
  private readonly gatekeeper: Gatekeeper;
  private readonly tunnels = new Set<Duplex>();

  constructor(private readonly parts: GatewayParts) {
    this.gatekeeper = new Gatekeeper(parts);
    this.server = createServer(
      {
        // Snapshots take as long as they take; bodies that are read here have a limit of their own.
        requestTimeout: 0,
        headersTimeout: HEAD_TIME,
        keepAliveTimeout: REST_TIME,
        // A client that vanished while it waited is noticed, and its request at Nomad ended.
        keepAlive: true,
        keepAliveInitialDelay: PROBE_TIME,
        maxHeaderSize: MAX_HEAD_BYTES,
        insecureHTTPParser: false,
      },
      (request, response) => this.handle(request, response),
    );
    this.server.on("upgrade", (request, client, head) => this.upgrade(request, client, head));
    this.server.on("clientError", (_error, client) =>
      answerOn(client, { status: 400, text: "the request is malformed" }),
    );
  }

  /** Starts to accept connections. Returns the port, which the system chose if 0 was asked for. */
  async listen(host: string, port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, host, resolve);
    });
    return (this.server.address() as AddressInfo).port;
  }

  /** Accepts nothing more, and waits for what is in progress, though not for those who wait for news. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeIdleConnections();
    const impatience = setTimeout(() => {
      this.server.closeAllConnections();
      for (const each of this.tunnels) each.destroy();
    }, DRAIN_TIME);
    await closed;
    clearTimeout(impatience);
    this.parts.upstream.close();
  }

  private handle(request: IncomingMessage, response: ServerResponse): void {
    // A client that goes away breaks its request off; who reads the request finds out by itself.
    request.on("error", () => {});
    const route = classify(request.method ?? "", request.url ?? "", this.parts.strict);
    switch (route.kind) {
      case "pass":
        passThrough(this.parts.upstream, request, response);
        break;
      case "policies":
        this.parts.answerPolicies(request, response);
        break;
      case "refuse":
        sendAnswer(request, response, route);
        break;
      default:
        void this.gatekeeper.handle(route, request, response);
    }
  }

  private upgrade(request: IncomingMessage, client: Duplex, head: Buffer): void {
    const route = classify(request.method ?? "", request.url ?? "");
    if (route.kind !== "pass") {
      answerOn(client, { status: 400, text: "this address changes to no other protocol" });
      return;
    }
    this.tunnels.add(client);
    client.once("close", () => this.tunnels.delete(client));
    tunnel(this.parts.upstream, request, client, head);
  }
}
