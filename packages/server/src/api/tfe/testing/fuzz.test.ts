import { connect } from "node:net";
import { fuzzRuns } from "@portcullis/testkit";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arbitraryRequests } from "../../../../test/harness/arbitrary-request.js";
import { loadFixtures } from "../../../../test/harness/fixture.js";
import { prepare } from "../../../../test/harness/play.js";
import { type TestRequest, TestServer } from "../../../../test/harness/test-server.js";
import { describedRoutes } from "../openapi/described-routes.js";

/** Longer than any request takes on a busy machine, shorter than anybody's patience. */
const PATIENCE_MS = 10_000;

const fixtures = loadFixtures();
const requests = arbitraryRequests(describedRoutes(), fixtures);

describe("whatever is sent", () => {
  it("is answered, and never with a fault of the server", { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...fixtures),
        fc.array(requests, { minLength: 30, maxLength: 60 }),
        async ({ given, compat = {} }, sequence) => {
          const server = await TestServer.start({ compat });
          try {
            await prepare(server, given);
            for (const request of sequence) await isAnswered(server, request);
            await server.work("all");
          } finally {
            await server.close();
          }
        },
      ),
      { numRuns: fuzzRuns(60) },
    );
  });
});

async function isAnswered(server: TestServer, request: TestRequest): Promise<void> {
  const response = await inTime(server.send(request));
  expect(response.status).toBeLessThan(500);
  if (response.status >= 400)
    expect(response.body).toHaveProperty("errors.0.status", String(response.status));
}

async function inTime<Value>(answer: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
  });
  try {
    return await Promise.race([answer, impatience]);
  } finally {
    clearTimeout(timer);
  }
}

describe("whatever comes over a socket", () => {
  let server: TestServer;
  let port: number;
  beforeAll(async () => {
    server = await TestServer.start();
    await prepare(server, ["run with soft failed policies"]);
    port = await server.listen();
  });
  afterAll(() => server.close());

  it("is answered or cut off, and the next request is served", { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(streams, async (bytes) => {
        const answer = (await inTime(exchange(port, bytes))).toString("latin1");
        for (const [, status] of answer.matchAll(/^HTTP\/1\.1 (\d+)/gm))
          expect(Number(status)).toBeLessThan(500);
        const next = await inTime(fetch(`http://127.0.0.1:${port}/api/v2/ping`));
        expect(next.status).toBe(204);
      }),
      { numRuns: fuzzRuns(150) },
    );
  });
});

const line = fc.oneof(
  fc.constantFrom(
    "Content-Length: 5",
    "Content-Length: -1",
    "Content-Length: 99999999999999999999",
  ),
  fc.constantFrom(
    "Transfer-Encoding: chunked",
    "Transfer-Encoding: gzip, chunked",
    "Expect: 100-continue",
  ),
  fc.constantFrom(
    "Authorization: Bearer portcullis-test-administrator",
    "Connection: keep-alive, Upgrade",
  ),
  fc.constantFrom(
    "Upgrade: websocket",
    "Host: a",
    "Host: b",
    ": a",
    "a b: c",
    "X: \u0000",
    " folded",
  ),
  fc.string({ unit: "binary", maxLength: 30 }),
);

const target = fc.constantFrom(
  ...["/api/v2/organizations", "/api/v2/runs", "*", "http://a/api/v2/ping", "/%zz", "/v1/object/a"],
  ...["/api/v2/organizations/acme/policies", "/api/v2/policies/pol-0000000000000001/upload", "//"],
);

/** Heads and bodies of requests, right and wrong, some cut short, or anything at all. */
const streams = fc.oneof(
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 6,
    arbitrary: fc
      .record({
        method: fc.constantFrom(
          "GET",
          "POST",
          "PUT",
          "PATCH",
          "DELETE",
          "HEAD",
          "OPTIONS",
          "TRACE",
          "get",
        ),
        target,
        version: fc.constantFrom(
          "HTTP/1.1",
          "HTTP/1.1",
          "HTTP/1.1",
          "HTTP/1.0",
          "HTTP/2.0",
          "HTTP/9",
        ),
        lines: fc.array(line, { maxLength: 5 }),
        body: fc.oneof(fc.constantFrom("", "{}", "5\r\n{}   \r\n0\r\n\r\n", "zz\r\n"), fc.string()),
        kept: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
      })
      .map(({ method, target, version, lines, body, kept }) => {
        const head = [`${method} ${target} ${version}`, "Host: portcullis.test", ...lines];
        const whole = Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
        return whole.subarray(0, Math.ceil(whole.length * kept));
      }),
  },
);

/** Sends bytes, says that no more will come, and gathers what comes back until the other side ends. */
function exchange(port: number, bytes: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, "127.0.0.1", () => socket.end(bytes));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("close", () => resolve(Buffer.concat(chunks)));
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "ECONNRESET" && error.code !== "EPIPE") reject(error);
    });
  });
}
