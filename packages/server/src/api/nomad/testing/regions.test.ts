import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NomadTestServer } from "../../../../test/harness/nomad-client.js";
import { ADMIN_KEY } from "../../../../test/harness/test-server.js";

describe("regions", () => {
  let origin: NomadTestServer;
  let line: Line;
  let started: NomadTestServer[];
  beforeEach(async () => {
    origin = await NomadTestServer.start({ region: "us", authoritativeRegion: "us" });
    line = new Line(origin);
    await line.connect();
    started = [origin];
  });
  afterEach(async () => {
    for (const server of started.reverse()) await server.close();
    await line.cut();
  });

  async function follower(region = "eu", others: [string, URL][] = []): Promise<NomadTestServer> {
    const server = await NomadTestServer.start({
      region,
      authoritativeRegion: "us",
      regionAddresses: new Map([["us", line.url], ...others]),
      replicationToken: ADMIN_KEY,
    });
    started.push(server);
    return server;
  }
  const names = async (server: NomadTestServer, query = ""): Promise<string[]> =>
    JSON.parse((await server.client.list(query)).text).map(({ Name }: { Name: string }) => Name);
  const eventually = (what: () => Promise<unknown>) => expect.poll(what, { timeout: 10_000 });

  it("send every write to the authoritative one, and copy what is there", async () => {
    await origin.client.put("before", { Description: "ä", Policy: "main = 1 is 1\n" });
    const eu = await follower();
    await eventually(() => names(eu)).toEqual(["before"]);
    expect(await eu.client.put("through")).toBe(3);
    expect(await names(origin)).toEqual(["before", "through"]);
    await eventually(() => names(eu)).toEqual(["before", "through"]);
    const [here, there] = [await eu.client.read("before"), await origin.client.read("before")];
    const { CreateIndex, ModifyIndex, ...copied } = JSON.parse(here.text);
    expect(JSON.parse(there.text)).toMatchObject(copied);
    expect(await eu.client.delete("before")).toBe(4);
    await eventually(() => names(eu)).toEqual(["through"]);
    // An update that changes nothing moves the origin, and not the copy.
    const { headers } = await eu.client.list();
    await origin.client.put("through");
    await origin.client.put("last");
    await eventually(() => names(eu)).toEqual(["last", "through"]);
    const index = Number((await eu.client.list()).headers["x-nomad-index"]);
    expect(index).toBe(Number(headers["x-nomad-index"]) + 1);
  });

  it("hand on refusals of the authoritative one as they are", async () => {
    const eu = await follower();
    const body = JSON.stringify({ Name: "a_b", Scope: "submit-job", EnforcementLevel: "advisory" });
    expect(await eu.client.ask("PUT", "/v1/sentinel/policy/a_b", { body })).toMatchObject({
      status: 400,
      text: expect.stringContaining("invalid name 'a_b'"),
      headers: { "content-type": "text/plain; charset=utf-8" },
    });
    const headers = { "X-Nomad-Token": "unknown" };
    expect(await eu.client.ask("DELETE", "/v1/sentinel/policy/a", { headers })).toMatchObject({
      status: 403,
      text: "Permission denied",
    });
  });

  it("wake those who wait on a copy", async () => {
    const eu = await follower();
    await eventually(() => names(eu)).toEqual([]);
    const index = (await eu.client.list()).headers["x-nomad-index"];
    const waiting = eu.client.list(`?index=${index}&wait=60s`);
    await origin.client.put("new");
    expect(JSON.parse((await waiting).text)).toMatchObject([{ Name: "new" }]);
  });

  it("answer for each other when they are asked by name", async () => {
    const eu = await follower();
    const asia = await follower("asia", [["eu", eu.url]]);
    await eu.client.put("everywhere");
    expect(await names(asia, "?region=us&stale&prefix=every")).toEqual(["everywhere"]);
    await eventually(() => names(asia, "?region=eu")).toEqual(["everywhere"]);
    expect((await asia.client.ask("GET", "/v1/regions")).text).toBe('["asia","eu","us"]');
    const self = await asia.client.ask("GET", "/v1/agent/self?region=eu");
    expect(JSON.parse(self.text).config).toMatchObject({
      Region: "eu",
      Server: { AuthoritativeRegion: "us" },
    });
    expect(await asia.client.list("?region=mars")).toMatchObject({
      status: 500,
      text: "No path to region",
    });
  });

  it("hold a read that waits in another region, and let it go when the client goes", async () => {
    const eu = await follower();
    const gone = new AbortController();
    const { signal } = gone;
    const path = "/v1/sentinel/policies?region=us&index=1&wait=60s";
    const waiting = [
      eu.client.ask("GET", path),
      eu.client.ask("GET", path, { signal }).catch(() => "gone"),
    ];
    // One more is the follower itself.
    await eventually(async () => origin.server.nomad.catalogs.waiting).toBe(3);
    gone.abort();
    await eventually(async () => origin.server.nomad.catalogs.waiting).toBe(2);
    await origin.client.put("new");
    expect(await waiting[0]).toMatchObject({ status: 200, headers: { "x-nomad-index": "2" } });
    expect(await waiting[1]).toBe("gone");
  });

  it("say when the authoritative one is away, lose nothing, and catch up", async () => {
    const eu = await follower();
    await origin.client.put("before");
    await eventually(() => names(eu)).toEqual(["before"]);
    expect((await eu.client.list()).headers).toMatchObject({ "x-nomad-knownleader": "true" });

    await line.cut();
    await eventually(async () => (await eu.client.list()).headers["x-nomad-knownleader"]).toBe(
      "false",
    );
    eu.server.clock.advance(7_000);
    const { status, headers, text } = await eu.client.list();
    expect({ status, names: JSON.parse(text).length }).toEqual({ status: 200, names: 1 });
    expect(Number(headers["x-nomad-lastcontact"])).toBeGreaterThanOrEqual(7_000);
    const body = JSON.stringify({ Name: "lost" });
    const refused = await eu.client.ask("PUT", "/v1/sentinel/policy/lost", { body });
    expect(refused.status).toBe(502);
    expect(refused.text).toMatch(
      /^region "us" cannot be reached at "http:\/\/127\.0\.0\.1:\d+": .*ECONNREFUSED.*: try again/,
    );

    // Changed while nobody could hear it.
    await origin.client.put("meanwhile");
    await origin.client.delete("before");
    await line.connect();
    await eventually(() => names(eu)).toEqual(["meanwhile"]);
    expect((await eu.client.list()).headers).toMatchObject({
      "x-nomad-knownleader": "true",
      "x-nomad-lastcontact": "0",
    });
  });
});

/** An address of a server that can be taken away from it, and given back. */
class Line {
  private server: Server | undefined;
  private port = 0;

  constructor(private readonly to: NomadTestServer) {}

  get url(): URL {
    return new URL(`http://127.0.0.1:${this.port}`);
  }

  async connect(): Promise<void> {
    const { api } = this.to.server.nomad;
    const server = createServer((message, response) => void api.handle(message, response));
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  async cut(): Promise<void> {
    const { server } = this;
    if (server === undefined) return;
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }
}

describe("a region that is not what it is said to be", () => {
  let server: NomadTestServer;
  let other: Server;
  afterEach(async () => {
    other.closeAllConnections();
    other.close();
    await server.close();
  });

  async function followerOf(answer: (path: string) => { status: number; text: string }) {
    other = createServer((request, response) => {
      const { status, text } = answer(request.url ?? "");
      response.writeHead(status, { "X-Nomad-Index": "9", Location: "http://127.0.0.1:1/" });
      response.end(text);
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    server = await NomadTestServer.start({
      region: "eu",
      authoritativeRegion: "us",
      regionAddresses: new Map([["us", new URL(`http://127.0.0.1:${port}/nomad/`)]]),
      replicationToken: "a-token",
    });
    return port;
  }

  it("is asked below its path, and led nowhere else", async () => {
    const asked: string[] = [];
    await followerOf((path) => {
      asked.push(path);
      return { status: 307, text: "elsewhere" };
    });
    const answer = await server.client.ask("DELETE", "/v1/sentinel/policy/..%2F..%2Fjobs");
    expect(answer).toMatchObject({ status: 307, text: "elsewhere" });
    expect(answer.headers.location).toBeUndefined();
    await expect.poll(() => asked.length).toBeGreaterThan(1);
    const paths = asked.map((each) => each.split("?")[0]);
    expect(new Set(paths)).toEqual(
      new Set(["/nomad/v1/sentinel/policies", "/nomad/v1/sentinel/policy/../../jobs"]),
    );
    expect((await server.client.list()).headers["x-nomad-knownleader"]).toBe("false");
  });

  it("does not get a policy in that is none", async () => {
    await followerOf((path) => {
      if (path.startsWith("/nomad/v1/sentinel/policies"))
        return { status: 200, text: '[{"Name":"good","Hash":""},{"Name":"bad","Hash":""}]' };
      const name = path.includes("good") ? "good" : "bad";
      const scope = name === "good" ? "submit-job" : "everything";
      return {
        status: 200,
        text: JSON.stringify({
          Name: name,
          Scope: scope,
          EnforcementLevel: "advisory",
          Policy: "main = true",
        }),
      };
    });
    await expect
      .poll(async () =>
        JSON.parse((await server.client.list()).text).map((each: { Name: string }) => each.Name),
      )
      .toEqual(["good"]);
  });

  it("does not send requests round and round", async () => {
    let target = new URL("http://127.0.0.1:1");
    other = createServer();
    const addresses = new Map<string, URL>();
    server = await NomadTestServer.start({
      region: "eu",
      authoritativeRegion: "us",
      regionAddresses: addresses,
      replicationToken: null,
    });
    target = server.url;
    addresses.set("us", target);
    expect(await server.client.delete("a").catch((error: Error) => error.message)).toBe(
      "500 No path to region",
    );
  });
});
