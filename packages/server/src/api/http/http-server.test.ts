import { Agent, request } from "node:http";
import { connect } from "node:net";
import { type Logger, pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Holder } from "../../domain/access/actor.js";
import { NotAuthenticated, TooLarge } from "../../domain/errors.js";
import { readJson } from "./content.js";
import { BadRequest, UnknownAddress } from "./http-errors.js";
import { HttpServer } from "./http-server.js";
import type { HttpReply, HttpRequest, HttpRoute } from "./route.js";

const eve: Holder = {
  kind: "user",
  id: "user-1",
  name: "eve",
  isSiteAdmin: true,
  standings: new Map(),
};
const reply = (status: number, body = ""): HttpReply => ({ status, body });

function renderError(error: unknown): HttpReply {
  if (error instanceof NotAuthenticated) return reply(401);
  if (error instanceof UnknownAddress) return reply(404);
  if (error instanceof TooLarge) return reply(413);
  if (error instanceof BadRequest) return reply(400, error.message);
  return reply(500);
}

const route = (
  method: HttpRoute["method"],
  path: string,
  handle: HttpRoute["handle"],
  access: HttpRoute["access"] = "bearer",
): HttpRoute => ({ method, path, access, handle, renderError });

/** Lets the test decide when a request is answered. */
let answerSlowly: () => void = () => {};

const LIMIT = 1_000_000;

const routes = [
  route("GET", "/actor/:name", async ({ actor, parameters }) =>
    reply(200, `${actor.kind} ${parameters.name}`),
  ),
  route("GET", "/secret/:secret", async () => reply(200, "open"), "open"),
  route("POST", "/json", async (message) => reply(200, typeof (await readJson(message, LIMIT)))),
  route("PUT", "/bytes", async (message) => reply(200, String(await countBytes(message)))),
  route("PUT", "/deaf", async () => {
    throw new TooLarge(0);
  }),
  route("GET", "/fault", async () => {
    throw new Error("a fault with a secret in it");
  }),
  route("GET", "/slow", async () => {
    await new Promise<void>((resolve) => {
      answerSlowly = resolve;
    });
    return reply(200, "at last");
  }),
];

async function countBytes({ content }: HttpRequest): Promise<number> {
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > LIMIT) throw new TooLarge(LIMIT);
  }
  return size;
}

describe("the edge", () => {
  let server: HttpServer;
  let port: number;
  let lines: string[];
  beforeEach(async () => {
    lines = [];
    const log: Logger = pino({}, { write: (line: string) => void lines.push(line) });
    server = new HttpServer({
      routes,
      unrouted: { renderError },
      headers: { "X-Fixed": "always" },
      authenticate: async (key) => {
        if (key !== "right") throw new NotAuthenticated();
        return { tokenId: "at-1", actor: eve, revision: null };
      },
      store: { revision: async () => null },
      log,
    });
    port = await server.listen("127.0.0.1", 0);
  });
  afterEach(() => server.close());

  const send = async (method: string, path: string, init: RequestInit = {}) => {
    const headers = { authorization: "Bearer right", ...(init.headers as object) };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { ...init, method, headers });
    return { status: response.status, headers: response.headers, body: await response.text() };
  };

  it("knows who asks, and decodes the path", async () => {
    expect(await send("GET", "/actor/a%2Fb%20c")).toMatchObject({
      status: 200,
      body: "user a/b c",
    });
    const unknown = { headers: { authorization: "Bearer wrong" } };
    expect(await send("GET", "/actor/x", unknown)).toMatchObject({ status: 401 });
  });

  it("asks nobody on an open route", async () => {
    expect(await send("GET", "/secret/x", { headers: { authorization: "" } })).toMatchObject({
      status: 200,
    });
  });

  it("puts its headers on every answer, errors included", async () => {
    for (const path of ["/actor/x", "/nowhere", "/fault", "/actor/%zz"]) {
      const { headers } = await send("GET", path);
      expect([path, headers.get("x-fixed")]).toEqual([path, "always"]);
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it("keeps a client's plain request id, and replaces any other", async () => {
    const plain = await send("GET", "/actor/x", { headers: { "x-request-id": "ci-42" } });
    expect(plain.headers.get("x-request-id")).toBe("ci-42");
    const odd = await send("GET", "/actor/x", { headers: { "x-request-id": "a b" } });
    expect(odd.headers.get("x-request-id")).not.toBe("a b");
  });

  it("reads JSON under any content type, and none", async () => {
    for (const type of ["application/vnd.api+json", "text/plain", "nonsense;;", ""]) {
      const init = { body: "{}", headers: { "content-type": type } };
      expect(await send("POST", "/json", init)).toMatchObject({ status: 200, body: "object" });
    }
    expect(await send("POST", "/json")).toMatchObject({ body: "undefined" });
    expect(await send("POST", "/json", { body: "{" })).toMatchObject({ status: 400 });
    const latin1 = new Uint8Array([0x22, 0xe4, 0x22]);
    expect(await send("POST", "/json", { body: latin1 })).toMatchObject({ status: 400 });
  });

  it("takes a body of many chunks without a length", async () => {
    const stream = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 10; i++) controller.enqueue(new Uint8Array(50_000));
        controller.close();
      },
    });
    const init = { body: stream, duplex: "half" } as RequestInit;
    expect(await send("PUT", "/bytes", init)).toMatchObject({ status: 200, body: "500000" });
  });

  it("answers 413 while the client still sends, and the next request on the same connection", async () => {
    const connection = new Agent({ keepAlive: true, maxSockets: 1 });
    const put = (path: string, size: number) =>
      new Promise<number | undefined>((resolve, reject) => {
        const options = { port, path, method: "PUT", agent: connection };
        const outgoing = request({ ...options, headers: { authorization: "Bearer right" } });
        outgoing.on("response", (response) => {
          response.resume().on("end", () => resolve(response.statusCode));
        });
        outgoing.on("error", reject);
        outgoing.end(Buffer.alloc(size));
      });
    expect(await put("/bytes", 3 * LIMIT)).toBe(413);
    expect(await put("/deaf", 3 * LIMIT)).toBe(413);
    expect(await put("/bytes", 10)).toBe(200);
    connection.destroy();
  });

  it.each([
    ["no HTTP", "NONSENSE\r\n\r\n", "this is no HTTP request"],
    ["a head without end", `GET /actor/x HTTP/1.1\r\nX: ${"x".repeat(40_000)}`, "too large"],
  ])("answers %s in the words of the dialect, and closes", async (_, sent, said) => {
    const socket = connect(port, "127.0.0.1").setEncoding("utf8");
    socket.write(sent);
    let answer = "";
    for await (const piece of socket) answer += piece;
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toMatch(/^X-Fixed: always\r$/m);
    expect(answer).toMatch(/^X-Request-Id: [0-9a-f-]{36}\r$/m);
    expect(answer.split("\r\n\r\n")[1]).toContain(said);
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(["malformed request"]);
  });

  it("survives clients that go away in the middle", async () => {
    const socket = connect(port, "127.0.0.1");
    const head =
      "PUT /bytes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer right\r\nContent-Length: 100";
    socket.write(`${head}\r\n\r\nhalf`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await send("GET", "/actor/x")).toMatchObject({ status: 200 });
    expect(lines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  it("says nothing of a fault to the client, and everything to the log", async () => {
    expect(await send("GET", "/fault")).toMatchObject({ status: 500, body: "" });
    expect(lines.join()).toContain("a fault with a secret in it");
  });

  it("does not take what a client does wrong for a fault", async () => {
    await send("POST", "/json", { body: "{" });
    await send("PUT", "/deaf");
    await send("GET", `/nowhere/${"x".repeat(5_000)}`);
    await send("GET", `/actor/${"x".repeat(5_000)}`);
    const levels = lines.map((line) => JSON.parse(line).level);
    expect(levels).toEqual([30, 30, 30, 30]);
  });

  it("logs requests without a secret in them", async () => {
    await send("GET", "/actor/x?search=q");
    await send("GET", "/secret/sesame");
    await send("GET", "/secrets/sesame");
    const requests = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "request");
    expect(
      requests.map(({ method, route: pattern, path, status }) => [method, pattern, path, status]),
    ).toEqual([
      ["GET", "/actor/:name", "/actor/x", 200],
      ["GET", "/secret/:secret", undefined, 200],
      ["GET", null, undefined, 404],
    ]);
    expect(lines.join()).not.toMatch(/sesame|right|search/);
  });

  it("finishes what is in progress before it closes, and takes nothing new", async () => {
    const slow = send("GET", "/slow");
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closing = server.close();
    await expect(send("GET", "/actor/x")).rejects.toThrow();
    answerSlowly();
    expect(await slow).toMatchObject({ status: 200, body: "at last" });
    await closing;
  });

  it("answers without a socket as it does with one", async () => {
    const headers = { authorization: "Bearer right" };
    const answer = await server.answer({ method: "GET", url: "/actor/x", headers });
    expect(answer).toMatchObject({ status: 200, headers: { "x-fixed": "always" } });
    expect(answer.body.toString()).toBe("user x");
  });
});

it("reads nothing of a body that announces too much", async () => {
  const content = { [Symbol.asyncIterator]: () => expect.unreachable("the body was read") };
  const message = { content: content as AsyncIterable<Uint8Array>, contentLength: 11 };
  await expect(readJson(message, 10)).rejects.toThrow(TooLarge);
});
