import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type Duration, SECOND } from "../../domain/clock.js";

/** LIMIT: how long `close` waits for requests that are in progress. */
const DRAIN_TIME: Duration = 10 * SECOND;

/**
 * How long an idle connection is kept: longer than Go's client keeps one (90 s), so that the client never
 * sends a write on a connection that is being closed here.
 */
const KEEP_ALIVE: Duration = 120 * SECOND;

/** The listener for Nomad's clients. */
export class NomadServer {
  private readonly server: Server;

  constructor(handle: (message: IncomingMessage, response: ServerResponse) => Promise<void>) {
    this.server = createServer({ keepAliveTimeout: KEEP_ALIVE }, (message, response) => {
      if (!this.server.listening) response.setHeader("Connection", "close");
      handle(message, response).catch(() => response.destroy());
    });
  }

  /** Starts to accept connections. Returns the port, which the system chose if 0 was asked for. */
  async listen(host: string, port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, host, () => {
        this.server.off("error", reject);
        resolve();
      });
    });
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("not listening on a port");
    return address.port;
  }

  /** Accepts nothing more, and waits for what is in progress, though not forever. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeIdleConnections();
    const impatience = setTimeout(() => this.server.closeAllConnections(), DRAIN_TIME);
    await closed;
    clearTimeout(impatience);
  }
}
