import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { type LocalServer, selfSigned, startHttp, startHttps } from "@portcullis/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AllowList } from "./allow-list.js";
import type { HttpOptions, HttpRequest } from "./http-request.js";
import { MAX_REDIRECTS } from "./limits.js";
import { OutboundError } from "./outbound-error.js";
import { send } from "./send.js";

const pair = selfSigned();
let server: LocalServer;
let other: LocalServer;

/** What a path does; anything else echoes the request. */
const paths: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  "/large": (_, response) => response.end("x".repeat(2000)),
  "/endless": (_, response) => {
    response.write("x");
    const timer = setInterval(() => response.write("x"), 5);
    response.on("close", () => clearInterval(timer));
  },
  "/silent": () => {},
  "/short": (_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("x");
    setTimeout(() => response.destroy(), 20);
  },
  "/away": ({ url = "" }, response) => {
    const { searchParams } = new URL(url, "http://a");
    response.writeHead(Number(searchParams.get("status") ?? 302), {
      location: searchParams.get("to") ?? "",
    });
    response.end();
  },
  "/circle": (_, response) => response.writeHead(302, { location: "/circle" }).end(),
  "/countdown": ({ url = "" }, response) => {
    const left = Number(url.split("?")[1]);
    response.writeHead(302, { location: left > 1 ? `/countdown?${left - 1}` : "/end" }).end();
  },
  "/teapot": (_, response) =>
    response.writeHead(418, { "x-a": ["1", "2"], "content-type": "text/plain" }).end("short"),
};

function answer(request: IncomingMessage, response: ServerResponse): void {
  const handle = paths[new URL(request.url ?? "", "http://a").pathname];
  if (handle !== undefined) {
    handle(request, response);
    return;
  }
  void text(request).then((body) => {
    const { method, url, headers } = request;
    response.end(JSON.stringify({ method, url, headers, body }));
  });
}

beforeAll(async () => {
  server = await startHttp(answer);
  other = await startHttp(answer);
});
afterAll(() => Promise.all([server.stop(), other.stop()]));

function options(changes: Partial<HttpOptions> & { rules?: string[] } = {}): HttpOptions {
  const { rules = ["127.0.0.1"], ...rest } = changes;
  return {
    allow: new AllowList(rules, (r) => `allow ${r}`),
    timeout: 3000,
    maxBytes: 1000,
    ...rest,
  };
}

async function ask(
  request: Partial<HttpRequest> & { url: string },
  changes: Parameters<typeof options>[0] = {},
) {
  const response = await send({ method: "GET", ...request }, options(changes));
  return { ...response, body: await text(response.body) };
}

const problemOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: unknown) =>
      error instanceof OutboundError ? `${error.reason}: ${error.message}` : `foreign: ${error}`,
  );

describe("send", () => {
  it("sends method, path, headers and body", async () => {
    const { status, body } = await ask({
      method: "POST",
      url: `${server.url}/a%20b?c=d#e`,
      headers: { "X-One": "1", Host: "evil.example", "Transfer-Encoding": "chunked" },
      body: "päyload",
    });
    const { method, url, headers, body: sent } = JSON.parse(body);
    expect({ status, method, url, sent }).toEqual({
      status: 200,
      method: "POST",
      url: "/a%20b?c=d",
      sent: "päyload",
    });
    expect(headers["x-one"]).toBe("1");
    expect(headers.host).toBe(`127.0.0.1:${server.port}`);
    expect(headers["content-length"]).toBe("8");
  });

  it("returns any status, with one text for each header", async () => {
    const { status, headers, body } = await ask({ url: `${server.url}/teapot` });
    expect({ status, body }).toEqual({ status: 418, body: "short" });
    expect(headers).toMatchObject({ "x-a": "1, 2", "content-type": "text/plain" });
  });

  it("makes basic authentication of a user in the URL", async () => {
    const url = server.url.replace("//", "//us%40er:pass@");
    const { headers } = JSON.parse((await ask({ url })).body);
    expect(headers.authorization).toBe(`Basic ${Buffer.from("us@er:pass").toString("base64")}`);
  });

  it("consults no proxy of the environment", async () => {
    const before = process.env.http_proxy;
    process.env.http_proxy = "http://127.0.0.1:1";
    try {
      expect((await ask({ url: server.url })).status).toBe(200);
    } finally {
      if (before === undefined) delete process.env.http_proxy;
      else process.env.http_proxy = before;
    }
  });
});

describe("redirects", () => {
  const away = (to: string, status = 302) =>
    `${server.url}/away?status=${status}&to=${encodeURIComponent(to)}`;
  const secrets = { Authorization: "Bearer s", Cookie: "a=b", "X-Other": "kept" };

  it("are followed up to the limit", async () => {
    expect((await ask({ url: `${server.url}/countdown?${MAX_REDIRECTS}` })).status).toBe(200);
    expect(await problemOf(ask({ url: `${server.url}/countdown?${MAX_REDIRECTS + 1}` }))).toMatch(
      /^redirect: .* redirects more than 10 times/,
    );
    expect(await problemOf(ask({ url: `${server.url}/circle` }))).toMatch(/^redirect: /);
  });

  it("carry credentials to the same origin and to no other", async () => {
    const same = JSON.parse((await ask({ url: away("/x"), headers: secrets })).body);
    expect(same.headers).toMatchObject({ authorization: "Bearer s", cookie: "a=b" });
    const cross = JSON.parse((await ask({ url: away(`${other.url}/x`), headers: secrets })).body);
    expect(cross.headers).not.toHaveProperty("authorization");
    expect(cross.headers).not.toHaveProperty("cookie");
    expect(cross.headers["x-other"]).toBe("kept");
  });

  it("carry the user of the URL to the same origin and to no other", async () => {
    const withUser = (url: string) => url.replace("//", "//a:b@");
    const same = JSON.parse((await ask({ url: withUser(away("/x")) })).body);
    expect(same.headers.authorization).toMatch(/^Basic /);
    const cross = JSON.parse((await ask({ url: withUser(away(`${other.url}/x`)) })).body);
    expect(cross.headers).not.toHaveProperty("authorization");
  });

  it.each([
    [301, "GET", ""],
    [302, "GET", ""],
    [303, "GET", ""],
    [307, "POST", "body"],
    [308, "POST", "body"],
  ])("of %i are followed by %s", async (status, method, body) => {
    const post = { method: "POST", url: away("/x", status), body: "body" };
    expect(JSON.parse((await ask(post)).body)).toMatchObject({ method, body });
  });

  it("of other kinds are answers", async () => {
    expect((await ask({ url: away("/x", 304) })).status).toBe(304);
    expect((await ask({ url: away("/x", 300) })).status).toBe(300);
  });

  it.each([
    ["http://169.254.169.254/latest", /^not-allowed: address "169.254.169.254" is a metadata/],
    ["http://[::1]/", /^not-allowed: address "::1" is a loopback/],
    ["http://evil.example/", /^not-allowed: host "evil.example" is not allowed/],
    ["file:///etc/passwd", /^invalid: "file:\/\/\/etc\/passwd" has the scheme "file"/],
    ["http://", /^redirect: host "127.0.0.1" redirects to what is not a URL/],
  ])("to %s are refused", async (to, problem) => {
    expect(await problemOf(ask({ url: away(to) }))).toMatch(problem);
  });
});

describe("names", () => {
  const resolver = (addresses: string[]) => async () => addresses;

  it("reach the addresses they resolve to, when these are allowed", async () => {
    const { body } = await ask(
      { url: `http://service.example:${server.port}/x` },
      { rules: ["service.example", "127.0.0.0/8"], resolver: resolver(["127.0.0.1"]) },
    );
    expect(JSON.parse(body).headers.host).toBe(`service.example:${server.port}`);
  });

  it.each([
    ["one", ["127.0.0.1"]],
    ["the second", ["93.184.216.34", "127.0.0.1"]],
    ["a mapped one", ["::ffff:127.0.0.1"]],
  ])("are refused for %s that is not", async (_, addresses) => {
    const url = `http://service.example:${server.port}/x`;
    expect(
      await problemOf(ask({ url }, { rules: ["service.example"], resolver: resolver(addresses) })),
    ).toMatch(/^not-allowed: host "service.example" leads to ".*127.0.0.1", which is a loopback/);
  });

  it("are resolved once for each hop, so that no second answer counts", async () => {
    const answers = [["127.0.0.1"], ["10.0.0.1"]];
    let asked = 0;
    const changing = async () => answers[asked++] ?? [];
    const rules = ["service.example", "127.0.0.1"];
    const url = `http://service.example:${server.port}/x`;
    expect((await ask({ url }, { rules, resolver: changing })).status).toBe(200);
    expect(asked).toBe(1);
    expect(await problemOf(ask({ url }, { rules, resolver: changing }))).toMatch(/private/);
  });

  it("say when they are unknown", async () => {
    const rules = ["*"];
    expect(await problemOf(ask({ url: "http://no-such-host.invalid" }, { rules }))).toMatch(
      /^network: host "no-such-host.invalid" was not found/,
    );
    expect(
      await problemOf(ask({ url: "http://a.example" }, { rules, resolver: resolver([]) })),
    ).toMatch(/it has no address/);
  });
});

describe("limits of a request", () => {
  it("end a body that is too large", async () => {
    const url = `${server.url}/large`;
    expect((await ask({ url }, { maxBytes: 2000 })).body).toHaveLength(2000);
    expect(await problemOf(ask({ url }, { maxBytes: 1999 }))).toBe(
      'too-large: host "127.0.0.1" sends more than 1999 bytes',
    );
  });

  it.each(["/silent", "/endless"])("end %s in time", async (path) => {
    const started = performance.now();
    expect(
      await problemOf(ask({ url: `${server.url}${path}` }, { timeout: 200, maxBytes: 1e9 })),
    ).toMatch(/^timeout: host "127.0.0.1" at port \d+ did not answer within 0.2 seconds$/);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("count redirects into the time", async () => {
    const slow = await startHttp((_, response) => {
      setTimeout(() => response.writeHead(302, { location: "/" }).end(), 80);
    });
    expect(await problemOf(ask({ url: slow.url }, { timeout: 300 }))).toMatch(/^timeout: /);
    await slow.stop();
  });
});

describe("failures", () => {
  it("name host, port and cause", async () => {
    expect(await problemOf(ask({ url: "http://127.0.0.1:1" }))).toBe(
      'network: host "127.0.0.1" at port 1 could not be reached: nothing listens there',
    );
    expect(await problemOf(ask({ url: `${server.url}/short` }))).toMatch(/^network: /);
  });

  it("refuse what would break out of a header", async () => {
    for (const headers of [{ a: "b\r\nc: d" }, { "a\r\nb": "c" }, { "": "x" }])
      expect(await problemOf(ask({ url: server.url, headers }))).toMatch(
        /^invalid: the request to host/,
      );
    expect(await problemOf(ask({ url: server.url.replace("//", "//%zz@") }))).toMatch(/^invalid: /);
  });
});

if (pair === undefined)
  process.stderr.write("SKIPPED: certificates, because there is no openssl\n");
describe.skipIf(pair === undefined)("certificates", () => {
  it("are verified unless that is waived, or another authority is given", async () => {
    const certificate = pair?.certificate ?? "";
    const tls = await startHttps(answer, { key: pair?.key ?? "", certificate });
    expect(await problemOf(ask({ url: tls.url }))).toMatch(
      /^certificate: host "127.0.0.1" at port \d+ has no trusted certificate: self-signed/,
    );
    expect((await ask({ url: tls.url }, { verifyCertificate: false })).status).toBe(200);
    expect((await ask({ url: tls.url }, { ca: certificate })).status).toBe(200);
    await tls.stop();
  });

  it("are not given up by a redirect to http", async () => {
    const tls = await startHttps(
      (_, response) => response.writeHead(302, { location: server.url }).end(),
      pair ?? { key: "", certificate: "" },
    );
    expect(await problemOf(ask({ url: tls.url }, { verifyCertificate: false }))).toMatch(
      /^redirect: host "127.0.0.1" redirects from https to http/,
    );
    await tls.stop();
  });
});
