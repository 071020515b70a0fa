import type { HttpPort, HttpPortAnswer, HttpPortRequest } from "@portcullis/imports";
import { BlockingError, type BlockingThread } from "./blocking-thread.js";
import type { HostGrant } from "./operations.js";

/** The network for the import `http`: the hosts of a grant, through the helper thread. */
export class GrantedHttp implements HttpPort {
  private readonly thread: BlockingThread;
  private readonly grant: HostGrant;

  constructor(thread: BlockingThread, grant: HostGrant) {
    this.thread = thread;
    this.grant = grant;
  }

  send(request: HttpPortRequest): HttpPortAnswer {
    const { method, url, headers, body, verifyCertificate } = request;
    const timeout = request.timeout * 1000;
    const exchange = {
      grant: this.grant,
      request: { method, url, headers, ...(body === undefined ? {} : { body }) },
      timeout,
      verifyCertificate,
    };
    try {
      return { kind: "response", ...this.thread.call("exchange-http", exchange, timeout) };
    } catch (error) {
      if (!(error instanceof BlockingError)) throw error;
      const kind = error.reason === "timeout" ? "timeout" : "failure";
      return { kind, message: error.message };
    }
  }

  wait(milliseconds: number): void {
    this.thread.wait(milliseconds);
  }
}
