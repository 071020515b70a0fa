import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { GatewayUnderTest, ScriptedEvaluator } from "./testing/gateway-under-test.js";

// Requests put together at random from what could matter: policies refuse everything, so that no version of
// Nomad may get to see a submission, however it is spelled, and the gateway goes on to answer.

const evaluator = new ScriptedEvaluator();
evaluator.judgement = () => ({ errors: ["p : Result: false\n\n"], warnings: [] });
let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await GatewayUnderTest.start({ evaluator });
});
afterAll(() => gateway.close());

const RUNS = Number(process.env.FUZZ_RUNS ?? 1) * 300;

const some = <Value>(...values: Value[]) => fc.constantFrom(...values);
const segment = some(
  ...["v1", "v1", "jobs", "jobs", "job", "volumes", "volume", "csi", "host", "create", "register"],
  ...[
    "shop",
    "plan",
    "revert",
    "tag",
    "scale",
    "summary",
    "a%2Fplan",
    "%6aobs",
    ".",
    "..",
    "%2e%2e",
  ],
  ...["", "%00", "a;b", "a%252Fb", "%C0%AF", "%ff", "%"],
);
const target = fc
  .tuple(
    some("/", "/", "/", "//", "http://nomad/", ""),
    fc.array(segment, { maxLength: 6 }),
    some("/", "/", "%2F", "//"),
    some("", "", "?namespace=a", "?namespace=a&namespace=b", "?x;y", "?%", "#f"),
  )
  .map(([start, segments, separator, end]) => start + segments.join(separator) + end);
const near = some(
  "/v1/jobs",
  "/v1/job/shop",
  "/v1/job/shop/plan",
  "/v1/job/",
  "/v1/volumes",
  "/v1/job/x%2Factions",
);
const method = some("PUT", "POST", "POST", "GET", "DELETE", "PATCH", "put", "HEAD", "OPTIONS");
const header = some(
  ...["Transfer-Encoding: chunked", "Transfer-Encoding: identity", "Content-Encoding: gzip"],
  ...["Expect: 100-continue", "Upgrade: websocket", "Connection: upgrade", "X-Nomad-Token: a"],
  ...["Content-Length: 0", "Content-Length: 7", "X-HTTP-Method-Override: GET", "Host: b", "TE: x"],
);
const body = some(
  '{"Job":{"ID":"shop"}}',
  '{"job":{"id":"shop"},"JOB":{"ID":"b"}}',
  '{"Job":{"ID":"shop"}}{}',
  '{"Volumes":[{"ID":"a"}]}',
  '{"JobID":"shop","JobVersion":0}',
  "5\r\n{}   \r\n0\r\n\r\n",
  "\ufeff{}",
  "",
);
/** One that is odd anywhere, or in a single place. */
const request = fc
  .oneof(
    fc.record({
      method,
      target: fc.oneof(target, near),
      headers: fc.array(header, { maxLength: 3 }),
      isFramed: fc.boolean(),
      body,
    }),
    fc.record({
      method: some("PUT", "POST"),
      target: near,
      headers: fc.array(header, { maxLength: 1 }),
      isFramed: some(true),
      body: some('{"Job":{"ID":"shop"}}', '{"Volumes":[{"ID":"a"}]}'),
    }),
  )
  .map(({ method, target, headers, isFramed, body }) =>
    [
      `${method} ${target} HTTP/1.1`,
      "Host: nomad",
      ...(isFramed ? [`Content-Length: ${Buffer.byteLength(body)}`] : []),
      ...headers,
      "",
      body,
    ].join("\r\n"),
  );

it("no random requests make a submission that was not judged", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 2 }), async (requests) => {
      gateway.nomad.reached.length = 0;
      const last = "GET /v1/last HTTP/1.1\r\nHost: nomad\r\nConnection: close\r\n\r\n";
      await gateway.raw([...requests, last], { rest: 40 });
      expect(gateway.nomad.submissions).toEqual([]);
    }),
    { numRuns: RUNS },
  );
  expect((await gateway.send("GET", "/v1/status/leader")).status).toBe(200);
  // The requests are not so odd that the gateway would understand none of them.
  expect(evaluator.asked.length).toBeGreaterThan(RUNS / 20);
}, 120_000);
