import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { GatewayUnderTest } from "./testing/gateway-under-test.js";

// The checklist of the reference (Test checklist, Proxy).

let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await GatewayUnderTest.start();
});
afterAll(() => gateway.close());
afterEach(() => {
  gateway.nomad.scripted.clear();
  gateway.nomad.reached.length = 0;
});

type Script = Parameters<GatewayUnderTest["nomad"]["scripted"]["set"]>[1];
const script = (what: string, answer: Script) => gateway.nomad.scripted.set(what, answer);

describe("what only passes", () => {
  it("keeps its method, its path and query to the byte, and its headers in order and spelling", async () => {
    await gateway.raw([
      "DELETE /v1/job/a%2fb//?x=%zz&y=1;2&&purge HTTP/1.1\r\nHost: nomad.example:4646\r\nX-Nomad-TOKEN: t\r\nOrigin: http://nomad.example:4646\r\nx-twice: a\r\nX-Twice: b\r\nAccept-Encoding: gzip\r\n\r\n",
    ]);
    expect(gateway.nomad.reached).toEqual([]);
    await gateway.raw([
      "GET /v1/job/a%2fb//?x=%zz&y=1;2&&purge HTTP/1.1\r\nHost: nomad.example:4646\r\nX-Nomad-TOKEN: t\r\nOrigin: http://nomad.example:4646\r\nx-twice: a\r\nX-Twice: b\r\nAccept-Encoding: gzip\r\n\r\n",
    ]);
    const [{ method, target, rawHeaders } = { rawHeaders: [] as readonly string[] }] =
      gateway.nomad.reached;
    expect([method, target]).toEqual(["GET", "/v1/job/a%2fb//?x=%zz&y=1;2&&purge"]);
    expect(rawHeaders.slice(0, 12)).toEqual([
      "Host",
      "nomad.example:4646",
      "X-Nomad-TOKEN",
      "t",
      "Origin",
      "http://nomad.example:4646",
      "x-twice",
      "a",
      "X-Twice",
      "b",
      "Accept-Encoding",
      "gzip",
    ]);
  });

  it("leaves the headers of the connection behind, and those that it names", async () => {
    await gateway.raw([
      "GET /v1/status HTTP/1.1\r\nHost: n\r\nConnection: close, X-Private\r\nX-Private: 1\r\nKeep-Alive: timeout=5\r\nTE: trailers\r\nProxy-Authorization: x\r\nX-Kept: 2\r\n\r\n",
    ]);
    const headers = gateway.nomad.reached[0]?.headers ?? {};
    expect(Object.keys(headers).sort()).toEqual(["connection", "host", "x-kept"]);
    expect(headers.connection).toBe("keep-alive");
  });

  it("keeps the framing of a body, none included", async () => {
    const bodies = [
      "Content-Length: 3\r\n\r\nabc",
      "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
      "\r\n",
    ];
    for (const body of bodies)
      await gateway.raw([
        `PUT /v1/job/shop/evaluate HTTP/1.1\r\nHost: n\r\nConnection: close\r\n${body}`,
      ]);
    await gateway.raw([
      "GET /v1/x HTTP/1.1\r\nHost: n\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    ]);
    expect(
      gateway.nomad.reached.map(({ headers, body }) => [
        headers["content-length"],
        headers["transfer-encoding"],
        body,
      ]),
    ).toEqual([
      ["3", undefined, "abc"],
      [undefined, "chunked", "abc"],
      // Nomad takes a body of unknown length for one that must be read.
      ["0", undefined, ""],
      [undefined, "chunked", "abc"],
    ]);
  });

  it("brings back statuses, headers and compressed bodies as they are", async () => {
    const zipped = gzipSync("compressed");
    script("GET /v1/x", (_request, response) =>
      response
        .writeHead(404, {
          "Content-Encoding": "gzip",
          "X-Nomad-Index": "9",
          "Content-Length": zipped.length,
        })
        .end(zipped),
    );
    const answer = await gateway.raw([
      "GET /v1/x HTTP/1.1\r\nHost: n\r\nConnection: close\r\n\r\n",
    ]);
    expect(answer).toMatch(
      /^HTTP\/1\.1 404 Not Found\r\nContent-Encoding: gzip\r\nX-Nomad-Index: 9\r\nContent-Length: \d+\r\n/,
    );
    expect(Buffer.from(answer.split("\r\n\r\n")[1] ?? "", "latin1").equals(zipped)).toBe(true);
    script("GET /", (_request, response) => response.writeHead(307, { Location: "/ui/" }).end());
    expect((await fetch(gateway.url("/"), { redirect: "manual" })).headers.get("location")).toBe(
      "/ui/",
    );
  });

  it("has answers without a body for HEAD and 204", async () => {
    script("HEAD /v1/x", (_request, response) =>
      response.writeHead(200, { "Content-Length": "12" }).end(),
    );
    script("GET /v1/operator/license", (_request, response) => response.writeHead(204).end());
    expect(
      await gateway.raw([
        "HEAD /v1/x HTTP/1.1\r\nHost: n\r\n\r\nGET /v1/operator/license HTTP/1.1\r\nHost: n\r\nConnection: close\r\n\r\n",
      ]),
    ).toMatch(/Content-Length: 12\r\n.*\r\n\r\nHTTP\/1\.1 204 No Content\r\n/s);
  });

  it("serves clients of HTTP/1.0", async () => {
    script("GET /v1/x", (_request, response) => {
      response.write("a");
      response.end("b");
    });
    expect(await gateway.raw(["GET /v1/x HTTP/1.0\r\n\r\n"])).toMatch(/\r\n\r\nab$/);
    expect(gateway.nomad.reached[0]?.headers.host).toBe(`127.0.0.1:${gateway.nomad.port}`);
  });
});

describe("streams", () => {
  it("reach the client piece by piece, the first at once", async () => {
    let send = (_: string | null) => {};
    script("GET /v1/event/stream", (_request, response) => {
      response.writeHead(200);
      send = (piece) => (piece === null ? response.end() : response.write(piece));
      send("{}\n");
    });
    const answer = await fetch(gateway.url("/v1/event/stream"));
    const reader = answer.body?.getReader();
    const next = async () => Buffer.from((await reader?.read())?.value ?? []).toString();
    expect(await next()).toBe("{}\n");
    send('{"Index":1}\n');
    expect(await next()).toBe('{"Index":1}\n');
    send(null);
    expect((await reader?.read())?.done).toBe(true);
  });

  it("reach Nomad piece by piece, of any length", async () => {
    const sizes: number[] = [];
    script("PUT /v1/operator/snapshot", (request, response) => {
      let size = 0;
      request.on("data", (piece: Buffer) => {
        size += piece.length;
      });
      request.on("end", () => {
        sizes.push(size);
        response.end();
      });
    });
    const body = Buffer.alloc(30 * 1024 * 1024, 1);
    expect(
      (await fetch(gateway.url("/v1/operator/snapshot"), { method: "PUT", body })).status,
    ).toBe(200);
    expect(sizes).toEqual([body.length]);
  });

  it("of which the client tires are given up at Nomad as well", async () => {
    const ended = new Promise<void>((resolve) => {
      script("GET /v1/jobs", (request) => request.socket.once("close", () => resolve()));
    });
    const tired = new AbortController();
    const asked = fetch(gateway.url("/v1/jobs?index=5&wait=5m"), { signal: tired.signal });
    await expect.poll(() => gateway.nomad.reached.length).toBe(1);
    tired.abort();
    await expect(asked).rejects.toThrow();
    await ended;
  });

  it("that break off break off for the client, who must not take them for whole", async () => {
    script("GET /v1/x", (request, response) => {
      response.write("half");
      setTimeout(() => request.socket.destroy(), 30);
    });
    const answer = await fetch(gateway.url("/v1/x"));
    await expect(answer.text()).rejects.toThrow();
  });

  it("of uploads that break off never look finished to Nomad", async () => {
    const broken = new Promise<boolean>((resolve) => {
      script("PUT /v1/operator/snapshot", (request) => {
        request.resume();
        request.once("end", () => resolve(false));
        request.once("close", () => resolve(!request.complete));
      });
    });
    const socket = connect(gateway.port, "127.0.0.1");
    socket.write(
      "PUT /v1/operator/snapshot HTTP/1.1\r\nHost: n\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
    );
    await expect.poll(() => gateway.nomad.reached.length).toBe(1);
    socket.destroy();
    expect(await broken).toBe(true);
  });
});

describe("a WebSocket", () => {
  const request = (path: string) =>
    `GET ${path} HTTP/1.1\r\nHost: nomad:4646\r\nOrigin: http://nomad:4646\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\nSec-WebSocket-Key: k\r\nSec-WebSocket-Version: 13\r\n\r\n`;

  it("is joined both ways, with what was sent before the answer", async () => {
    const answer = await gateway.raw([
      request("/v1/client/allocation/a/exec?ws_handshake=true"),
      "first",
    ]);
    expect(answer).toMatch(
      /^HTTP\/1\.1 101 Switching Protocols\r\nSec-WebSocket-Accept: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello echo first$/,
    );
    const { headers } = gateway.nomad.reached[0] ?? { headers: {} };
    expect(headers).toMatchObject({
      host: "nomad:4646",
      origin: "http://nomad:4646",
      upgrade: "websocket",
      "sec-websocket-key": "k",
    });
  });

  it("that Nomad refuses ends with its answer", async () => {
    const answer = await gateway.raw([request("/v1/no-upgrade")]);
    expect(answer).toMatch(
      /^HTTP\/1\.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno$/,
    );
  });

  it("ends when the client goes", async () => {
    const socket = connect(gateway.port, "127.0.0.1");
    socket.write(request("/v1/client/allocation/a/exec"));
    await new Promise((resolve) => socket.once("data", resolve));
    socket.destroy();
    await gateway.raw([request("/v1/job/a/action")]);
  });
});

describe("a Nomad server that is away", () => {
  it("is told as such", async () => {
    const lonely = await GatewayUnderTest.start({ upstream: { url: "http://127.0.0.1:1" } });
    const answer = await lonely.send("GET", "/v1/jobs");
    expect([answer.status, answer.text]).toEqual([
      502,
      "the Nomad server cannot be reached: connect ECONNREFUSED 127.0.0.1:1",
    ]);
    expect((await lonely.send("PUT", "/v1/jobs", { Job: { ID: "a" } })).status).toBe(500);
    const upgrade =
      "GET /v1/x HTTP/1.1\r\nHost: n\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
    expect(await lonely.raw([upgrade])).toMatch(/^HTTP\/1\.1 502 /);
    await lonely.close();
  });

  it("is asked once more when it had closed a connection that was to be used again", async () => {
    script("GET /v1/x", (request, response) => {
      response.end("x");
      // Gone at the moment at which the next request comes.
      setTimeout(() => request.socket.destroy(), 20);
    });
    for (let i = 0; i < 20; i++) {
      expect((await gateway.send("GET", "/v1/x")).status).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 19 + (i % 3)));
    }
  });
});

it("requests about policies never reach Nomad", async () => {
  expect((await gateway.send("PUT", "/v1/sentinel/policy/p", "{}")).text).toBe("policies");
  expect((await gateway.send("GET", "/v1/sentinel/policies")).text).toBe("policies");
  expect(gateway.nomad.reached).toEqual([]);
});
