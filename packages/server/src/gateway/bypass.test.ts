import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { submits } from "./testing/fake-nomad.js";
import { GatewayUnderTest, ScriptedEvaluator } from "./testing/gateway-under-test.js";

// The policies of this suite refuse everything that they are asked about. What would make any version
// of Nomad take a job or volume must therefore never reach it: each attempt is refused, or was judged.

const evaluator = new ScriptedEvaluator();
evaluator.judgement = () => ({ errors: ["p : Result: false\n\n"], warnings: [] });
let gateway: GatewayUnderTest;
beforeAll(async () => {
  gateway = await GatewayUnderTest.start({
    evaluator,
    bodies: { bytes: 64 * 1024, heldBytes: 1024 * 1024, arrivalTime: 500 },
  });
});
afterAll(() => gateway.close());
beforeEach(() => {
  gateway.nomad.reached.length = 0;
  evaluator.asked.length = 0;
});

const job = { Job: { ID: "shop", TaskGroups: [{ Name: "web", Count: 40 }] } };
const text = JSON.stringify(job);

/** The bytes of a request, the only one on its connection unless its headers say otherwise. */
function request(
  method: string,
  target: string,
  body: string | Buffer = text,
  headers: readonly string[] = [],
): Buffer {
  const isLast = !headers.some((header) => header.startsWith("Connection:"));
  const head = [
    `${method} ${target} HTTP/1.1`,
    "Host: nomad",
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...headers,
    ...(isLast ? ["Connection: close"] : []),
  ];
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`, "latin1"), Buffer.from(body)]);
}

const GOING_ON = ["Connection: keep-alive"];

/** Sends bytes on a connection of their own; what Nomad took from it, and the statuses that came back. */
async function attempt(
  ...pieces: (string | Buffer)[]
): Promise<{ statuses: number[]; judged: number }> {
  const answer = await gateway.raw(pieces);
  expect(gateway.nomad.submissions).toEqual([]);
  expect(gateway.nomad.reached.filter(({ method }) => method === "RAW")).toEqual([]);
  const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
  return { statuses, judged: evaluator.asked.length };
}

it("the suite notices a submission that gets through", () => {
  expect(submits("PUT", "/v1/jobs")).toBe(true);
  expect(submits("PUT", "/v1/job/x%2Ftag")).toBe(true);
  expect(submits("PUT", "/v1/job/x/scale")).toBe(false);
  expect(submits("POST", "http://x/v1%2Fvolumes")).toBe(true);
});

describe("is judged whatever the", () => {
  it.each([
    ["address", request("PUT", "/v1/jobs")],
    ["method", request("POST", "/v1/jobs")],
    ["query", request("PUT", "/v1/jobs?namespace=dev&region=eu")],
    ["escape", request("PUT", "/v1/%6A%6f%62s")],
    ["escape of a slash", request("PUT", "/v1%2Fjobs")],
    ["path of the job", request("PUT", "/v1/job/shop")],
    ["empty path of the job", request("PUT", "/v1/job/")],
    ["path of a plan", request("PUT", "/v1/job/shop%2Fplan")],
    [
      "method that headers claim",
      request("POST", "/v1/jobs", text, [
        "X-HTTP-Method-Override: GET",
        "X-HTTP-Method: GET",
        "X-Method-Override: GET",
      ]),
    ],
    [
      "address that headers claim",
      request("POST", "/v1/jobs", text, [
        "X-Original-URL: /v1/status",
        "X-Rewrite-URL: /v1/status",
        "X-Forwarded-Prefix: /x",
      ]),
    ],
    [
      "content type",
      request("PUT", "/v1/jobs", text, ["Content-Type: application/x-www-form-urlencoded"]),
    ],
    [
      "case of keys",
      request("PUT", "/v1/jobs", '{"jOB":{"iD":"shop","taſKgroups":[{"COUNT":40}]}}'),
    ],
    ["unknown keys", request("PUT", "/v1/jobs", `{"x":{"Job":{"ID":"y"}},"Job":{"ID":"shop"}}`)],
    ["white space", request("PUT", "/v1/jobs", ` \r\n\t${text} \n`)],
    ["coding named identity", request("PUT", "/v1/jobs", text, ["Content-Encoding: identity"])],
    ["expectation", request("PUT", "/v1/jobs", text, ["Expect: 100-continue"])],
    [
      "hop that is told to drop the token",
      request("PUT", "/v1/jobs", text, ["X-Nomad-Token: x", "Connection: x-nomad-token"]),
    ],
    [
      "version of HTTP",
      Buffer.from(`PUT /v1/jobs HTTP/1.0\r\nContent-Length: ${text.length}\r\n\r\n${text}`),
    ],
    [
      "chunks",
      `PUT /v1/jobs HTTP/1.1\r\nHost: n\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\n${text.slice(0, 5)}\r\n${(text.length - 5).toString(16)}\r\n${text.slice(5)}\r\n0\r\nX-Trailer: y\r\n\r\n`,
    ],
  ])("%s", async (_, bytes) => {
    const { statuses, judged } = await attempt(bytes);
    expect(judged).toBe(1);
    expect(statuses.filter((status) => status !== 100)).toEqual([500]);
  });

  it("piece by piece it arrives in", async () => {
    const bytes = request("PUT", "/v1/jobs");
    const pieces = Array.from({ length: bytes.length }, (_, at) => bytes.subarray(at, at + 1));
    expect(await attempt(...pieces)).toEqual({ statuses: [500], judged: 1 });
  });

  it("place in a pipeline", async () => {
    const { statuses, judged } = await attempt(
      request("GET", "/v1/status/leader", "", GOING_ON),
      request("PUT", "/v1/jobs", text, GOING_ON),
      request("GET", "/v1/status/leader", ""),
    );
    expect(statuses).toEqual([200, 500, 200]);
    expect(judged).toBe(1);
  });

  it("kind of volume", async () => {
    const host = JSON.stringify({ volume: { Name: "v" } });
    const csi = JSON.stringify({ volumes: [{ ID: "a" }, { ID: "b" }] });
    for (const target of [
      "/v1/volume/host/create",
      "/v1/volume/host/register",
      "/v1/volume/host/create/extra",
    ])
      await attempt(request("PUT", target, host));
    for (const target of [
      "/v1/volumes",
      "/v1/volume/csi/other",
      "/v1/volume/csi/",
      "/v1/volume/csi/x/create",
    ])
      await attempt(request("PUT", target, csi));
    expect(evaluator.asked.map(({ scope }) => scope)).toEqual([
      ...Array.from({ length: 3 }, () => "submit-host-volume"),
      ...Array.from({ length: 8 }, () => "submit-csi-volume"),
    ]);
  });

  it("version that is returned to", async () => {
    gateway.nomad.keep("default/shop", { ID: "shop", TaskGroups: [] });
    gateway.nomad.keep("default/shop", { ID: "shop", TaskGroups: [] });
    const revert = JSON.stringify({ JobID: "shop", JobVersion: 0 });
    expect(await attempt(request("PUT", "/v1/job/shop/revert", revert))).toEqual({
      statuses: [500],
      judged: 1,
    });
    gateway.nomad.jobs.clear();
  });
});

describe("is refused without a look at", () => {
  const bom = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]);
  const overlong = Buffer.concat([
    Buffer.from('{"Job":{"ID":"'),
    Buffer.from([0xc0, 0xaf]),
    Buffer.from('"}}'),
  ]);
  it.each<[string, string | Buffer, number]>([
    ["a key given twice", request("PUT", "/v1/jobs", '{"Job":{"ID":"a"},"Job":{"ID":"b"}}'), 400],
    [
      "a key given twice in other case",
      request("PUT", "/v1/jobs", '{"Job":{"ID":"a"},"job":{"ID":"b"}}'),
      400,
    ],
    [
      "a key given twice by folding",
      request("PUT", "/v1/jobs", '{"Job":{"ID":"a","TaskGroups":[],"TaſkGroups":[]}}'),
      400,
    ],
    [
      "a key given twice, once escaped",
      request("PUT", "/v1/jobs", '{"Job":{"ID":"a"},"\\u004aob":{"ID":"b"}}'),
      400,
    ],
    ["a second document", request("PUT", "/v1/jobs", `${text}${text}`), 400],
    ["text behind the document", request("PUT", "/v1/jobs", `${text}//`), 400],
    ["text before the document", request("PUT", "/v1/jobs", `)]}'\n${text}`), 400],
    ["a comment", request("PUT", "/v1/jobs", `/* */${text}`), 400],
    ["a job in a list", request("PUT", "/v1/jobs", `[${text}]`), 400],
    ["no job", request("PUT", "/v1/jobs", "{}"), 400],
    ["no document", request("PUT", "/v1/jobs", ""), 400],
    ["null", request("PUT", "/v1/jobs", "null"), 400],
    [
      "a huge integer",
      request("PUT", "/v1/jobs", `{"Job":{"ID":"a","Priority":${"9".repeat(40)}}}`),
      400,
    ],
    [
      "an integer with an exponent",
      request("PUT", "/v1/jobs", '{"Job":{"ID":"a","Priority":5e1}}'),
      400,
    ],
    ["a deep document", request("PUT", "/v1/jobs", `{"x":${"[".repeat(5000)}`), 400],
    ["a byte order mark", request("PUT", "/v1/jobs", bom), 400],
    [
      "UTF-16",
      request("PUT", "/v1/jobs", Buffer.from(text, "utf16le"), [
        "Content-Type: application/json; charset=utf-16",
      ]),
      400,
    ],
    ["an overlong encoding", request("PUT", "/v1/jobs", overlong), 400],
    ["another ID in the path", request("PUT", "/v1/job/other"), 400],
    ["another ID in the path of a plan", request("PUT", "/v1/job/other/plan"), 400],
    ["an ID that cannot be looked up", request("PUT", "/v1/jobs", '{"Job":{"ID":"a/tag"}}'), 400],
    ["an ID of dots", request("PUT", "/v1/jobs", '{"Job":{"ID":".."}}'), 400],
    ["gzip", request("PUT", "/v1/jobs", gzipSync(text), ["Content-Encoding: gzip"]), 415],
    ["deflate", request("PUT", "/v1/jobs", deflateSync(text), ["Content-Encoding: deflate"]), 415],
    ["brotli", request("PUT", "/v1/jobs", brotliCompressSync(text), ["Content-Encoding: br"]), 415],
    [
      "two codings",
      request("PUT", "/v1/jobs", text, ["Content-Encoding: identity", "Content-Encoding: gzip"]),
      415,
    ],
    ["gzip without saying so", request("PUT", "/v1/jobs", gzipSync(text)), 400],
    ["two tokens", request("PUT", "/v1/jobs", text, ["X-Nomad-Token: a", "X-Nomad-Token: b"]), 400],
    ["a namespace given twice", request("PUT", "/v1/jobs?namespace=a&namespace=b"), 400],
    ["a namespace behind a semicolon", request("PUT", "/v1/jobs?x=1;namespace=b"), 400],
    ["a query that is no escape", request("PUT", "/v1/jobs?namespace=%zz"), 400],
    ["a tag that is a job", request("PUT", "/v1/job/x%2Fversions%2Fy/tag", '{"Version":"x"}'), 400],
    ["an empty segment", request("PUT", "//v1/jobs"), 400],
    ["a dot", request("PUT", "/v1/./jobs"), 400],
    ["two dots", request("PUT", "/v1/x/../jobs"), 400],
    ["escaped dots", request("PUT", "/v1/x/%2e%2e/jobs"), 400],
    ["a NUL", request("PUT", "/v1/jobs%00"), 400],
    ["an absolute address", request("PUT", "http://nomad/v1/jobs"), 400],
    ["an ending that older versions do not know", request("PUT", "/v1/job/x%2Factions"), 405],
    ["a lower-case method", request("put", "/v1/jobs"), 400],
    ["a made-up method", request("SUBMIT", "/v1/jobs"), 400],
    ["a tunnel", request("CONNECT", "nomad:4646"), 0],
  ])("%s", async (_, bytes, status) => {
    const { statuses, judged } = await attempt(bytes);
    expect(judged).toBe(0);
    expect(statuses).toEqual(status === 0 ? [] : [status]);
  });

  it.each<[string, string]>([
    [
      "both a length and chunks",
      `PUT /v1/status HTTP/1.1\r\nHost: n\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      "two lengths",
      "PUT /v1/status HTTP/1.1\r\nHost: n\r\nContent-Length: 0\r\nContent-Length: 80\r\n\r\n",
    ],
    ["a length with a sign", "PUT /v1/status HTTP/1.1\r\nHost: n\r\nContent-Length: +0\r\n\r\n"],
    [
      "a coding that is not chunks",
      "PUT /v1/status HTTP/1.1\r\nHost: n\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    ],
    [
      "chunks twice",
      "PUT /v1/status HTTP/1.1\r\nHost: n\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    ],
    [
      "a length of chunks that overflows",
      "PUT /v1/status HTTP/1.1\r\nHost: n\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
    ],
    [
      "a space before the colon",
      "PUT /v1/status HTTP/1.1\r\nHost: n\r\nContent-Length : 80\r\n\r\n",
    ],
    [
      "a folded header",
      "PUT /v1/status HTTP/1.1\r\nHost: n\r\nX: y\r\n Content-Length: 80\r\n\r\n",
    ],
    ["bare line feeds", "PUT /v1/status HTTP/1.1\nHost: n\nTransfer-Encoding: chunked\n\n0\n\n"],
  ])("a smuggler's %s", async (_, head) => {
    await attempt(head, request("PUT", "/v1/jobs"));
    // Whether it is refused or read as one reads it here: nothing of what follows became a request of its own.
    expect(gateway.nomad.writes.every(({ target }) => target === "/v1/status")).toBe(true);
  });

  it("a body without a length, which the next request would be part of", async () => {
    await attempt("GET /v1/status HTTP/1.1\r\nHost: n\r\n\r\n", request("PUT", "/v1/jobs"));
    expect(evaluator.asked).toHaveLength(1);
    await attempt(
      "GET /v1/status HTTP/1.1\r\nHost: n\r\nTransfer-Encoding: chunked\r\n\r\n",
      "80\r\n",
      request("PUT", "/v1/jobs"),
    );
    await attempt(
      "DELETE /v1/job/x HTTP/1.1\r\nHost: n\r\nContent-Length: 500\r\n\r\n",
      request("PUT", "/v1/jobs"),
    );
    expect(evaluator.asked).toHaveLength(1);
  });

  it("a body beyond the limit, with a length or without", async () => {
    const large = JSON.stringify({ Job: { ID: "shop", Meta: { x: "y".repeat(70_000) } } });
    expect(await attempt(request("PUT", "/v1/jobs", large))).toEqual({
      statuses: [413],
      judged: 0,
    });
    const chunk = `${(70_000).toString(16)}\r\n${"x".repeat(70_000)}\r\n`;
    expect(
      (
        await attempt(
          "PUT /v1/jobs HTTP/1.1\r\nHost: n\r\nTransfer-Encoding: chunked\r\n\r\n",
          chunk,
        )
      ).statuses,
    ).toEqual([413]);
  });

  it("a body that never comes", async () => {
    const answer = await gateway.raw(
      [`PUT /v1/jobs HTTP/1.1\r\nHost: n\r\nContent-Length: 80\r\n\r\n{`],
      { rest: 1500 },
    );
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(gateway.nomad.writes).toEqual([]);
  });

  it("bodies for which there is no room", async () => {
    const half = `PUT /v1/jobs HTTP/1.1\r\nHost: n\r\nContent-Length: 60001\r\n\r\n${"x".repeat(60_000)}`;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => gateway.raw([half], { rest: 1500 })),
    );
    const statuses = answers.map((answer) => answer.slice(9, 12));
    expect(new Set(statuses)).toEqual(new Set(["503", "408"]));
    expect((await attempt(request("PUT", "/v1/jobs"))).statuses).toEqual([500]);
  });
});

describe("a change of the protocol", () => {
  const upgrade = ["Connection: Upgrade", "Upgrade: websocket"];

  it("is refused where something may be submitted", async () => {
    expect(await attempt(request("PUT", "/v1/jobs", text, upgrade))).toEqual({
      statuses: [400],
      judged: 0,
    });
    expect(await attempt(request("POST", "/v1/job/shop/plan", text, upgrade))).toEqual({
      statuses: [400],
      judged: 0,
    });
  });

  it("is refused to other protocols, and with a body", async () => {
    expect(
      (await attempt(request("GET", "/v1/x", "", ["Connection: Upgrade", "Upgrade: h2c"])))
        .statuses,
    ).toEqual([400]);
    expect((await attempt(request("GET", "/v1/x", text, upgrade))).statuses).toEqual([400]);
    expect(gateway.nomad.reached).toEqual([]);
  });

  it("lets nothing through that follows before Nomad has agreed", async () => {
    await attempt(request("GET", "/v1/no-upgrade", "", upgrade), request("PUT", "/v1/jobs"));
    expect(gateway.nomad.reached.map(({ method }) => method)).toEqual(["GET"]);
  });
});

describe("what goes on", () => {
  it("is written anew: nothing of the bytes that came in, and nothing that Nomad alone sets", async () => {
    evaluator.judgement = () => ({ errors: [], warnings: [] });
    const odd =
      '{ "unknown": 1, "JOB": {"id":"shop","Status":"dead","Meta":{"b":"1","B":"2"},"priority":9007199254740993}, "policyoverride":false }';
    const answer = await gateway.send("PUT", "/v1/jobs?pretty&namespace=dev", odd, {
      "Accept-Encoding": "gzip",
    });
    expect(answer.status).toBe(200);
    const [written] = gateway.nomad.writes;
    expect(written?.target).toBe("/v1/jobs?pretty&namespace=dev");
    expect(written?.headers["accept-encoding"]).toBe("identity");
    expect(written?.body).toBe(
      '{"Job":{"ID":"shop","Meta":{"b":"1","B":"2"},"Priority":9007199254740993,"Namespace":"dev"},"PolicyOverride":false,"Namespace":"dev","EnforceIndex":true,"JobModifyIndex":0}',
    );
    gateway.nomad.jobs.clear();
  });

  it("of a tag is nothing that an older Nomad takes for a job", async () => {
    const both = JSON.stringify({ ...job, Version: 1, Description: "good" });
    await gateway.send("PUT", "/v1/job/shop/versions/golden/tag", both);
    expect(gateway.nomad.writes.map(({ body }) => body)).toEqual([
      '{"Version":1,"Description":"good"}',
    ]);
  });
});
