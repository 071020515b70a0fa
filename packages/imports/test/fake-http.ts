import type { HttpPort, HttpPortAnswer, HttpPortRequest } from "../src/http/http-port.js";

/** A network of one host, `https://test`, whose paths say what it does. It records what is asked. */
export class FakeHttp implements HttpPort {
  readonly requests: HttpPortRequest[] = [];
  readonly waits: number[] = [];

  send(request: HttpPortRequest): HttpPortAnswer {
    this.requests.push(request);
    const { pathname, host } = new URL(request.url);
    if (host !== "test") return { kind: "failure", message: `host "${host}" is not allowed` };
    const [, what = "", argument = ""] = pathname.split("/");
    switch (what) {
      case "status":
        return respond(Number(argument), "");
      case "timeout":
        return { kind: "timeout", message: 'host "test" did not answer' };
      case "flaky":
        // Fails as often as the path says, then succeeds.
        return this.requests.length > Number(argument) ? respond(200, "at last") : respond(503, "");
      case "bytes":
        return { ...respond(200, ""), body: Uint8Array.of(0xff, 0x00) };
      default:
        return respond(200, describe(request));
    }
  }

  wait(milliseconds: number): void {
    this.waits.push(milliseconds);
  }
}

function respond(status: number, text: string) {
  const headers = { "content-type": "text/plain", "x-id": "1" };
  return { kind: "response", status, headers, body: Buffer.from(text) } as const;
}

/** One line that tells all of a request. */
function describe({ method, url, headers, body, timeout, verifyCertificate }: HttpPortRequest) {
  const named = Object.entries(headers).map(([name, value]) => ` ${name}: ${value};`);
  const sent = body === undefined ? "none" : `"${Buffer.from(body).toString()}"`;
  const certificate = verifyCertificate ? "" : " unverified";
  return `${method} ${url}${named.join("")} body ${sent} timeout ${timeout}${certificate}`;
}
