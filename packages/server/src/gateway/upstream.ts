import http from "node:http";
import https from "node:https";
import { SECOND } from "../domain/clock.js";
import type { RawHeaders } from "./headers.js";

/** How the gateway reaches the Nomad server. Certificates and keys are PEM. */
export interface UpstreamSettings {
  /** Without a path. */
  readonly url: string;
  /** The gateway's own management token; null where Nomad's ACLs are off. */
  readonly token: string | null;
  readonly ca: string | null;
  readonly certificate: string | null;
  readonly key: string | null;
  /** The name that Nomad's certificate is for, where the URL does not say it. */
  readonly serverName: string | null;
}

/** LIMIT: how long a connection to Nomad may take to come about. */
const CONNECT_TIME = 10 * SECOND;

/** LIMIT: bytes of the head of an answer. */
export const MAX_HEAD_BYTES = 64 * 1024;

/** The Nomad server that requests go on to. */
export class Upstream {
  /** For requests that may follow each other on a connection. */
  private readonly agent: http.Agent;
  private readonly loneAgent: http.Agent;
  private readonly url: URL;

  constructor(readonly settings: UpstreamSettings) {
    this.url = new URL(settings.url);
    const { ca, certificate, key, serverName } = settings;
    const secured = {
      ...(ca === null ? {} : { ca }),
      ...(certificate === null ? {} : { cert: certificate }),
      ...(key === null ? {} : { key }),
      ...(serverName === null ? {} : { servername: serverName }),
    };
    const agent = (keepAlive: boolean) =>
      this.isSecure ? new https.Agent({ keepAlive, ...secured }) : new http.Agent({ keepAlive });
    this.agent = agent(true);
    this.loneAgent = agent(false);
  }

  /** The name and port that requests are for which name none. */
  get host(): string {
    return this.url.host;
  }

  /**
   * Begins a request; the headers go out as they are, so they must say how long its body is. The path
   * is raw. Errors of the connection are events of the request.
   */
  open(method: string, path: string, headers: RawHeaders): http.ClientRequest {
    return this.openOn(this.agent, method, path, headers);
  }

  /** The same on a connection that serves no other request, because it may change to another protocol. */
  openAlone(method: string, path: string, headers: RawHeaders): http.ClientRequest {
    return this.openOn(this.loneAgent, method, path, headers);
  }

  close(): void {
    this.agent.destroy();
    this.loneAgent.destroy();
  }

  private get isSecure(): boolean {
    return this.url.protocol === "https:";
  }

  private openOn(
    agent: http.Agent,
    method: string,
    path: string,
    headers: RawHeaders,
  ): http.ClientRequest {
    const { request } = this.isSecure ? https : http;
    const opened = request({
      agent,
      protocol: this.url.protocol,
      hostname: this.url.hostname.replace(/^\[|\]$/g, ""),
      port: this.url.port,
      method,
      path,
      headers,
      maxHeaderSize: MAX_HEAD_BYTES,
    });
    opened.once("socket", (socket) => {
      if (!socket.connecting) return;
      const reason = new Error(`no connection came about within ${CONNECT_TIME / SECOND} seconds`);
      const timer = setTimeout(() => opened.destroy(reason), CONNECT_TIME);
      socket.once("connect", () => clearTimeout(timer));
      socket.once("close", () => clearTimeout(timer));
    });
    return opened;
  }
}
