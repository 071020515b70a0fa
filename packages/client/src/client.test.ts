import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ApiError, type Client, ConnectionError, createClient } from "./index.js";

/** A request as the server saw it. */
interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

describe("the client", () => {
  let server: Server;
  let baseUrl: string;
  let client: Client;
  let seen: Seen[];
  let answer: (response: ServerResponse) => void;
  beforeEach(async () => {
    seen = [];
    answer = (response) => response.end('{"data":{"id":"x"}}');
    server = createServer(async (request, response) => {
      const { method = "", url = "", headers } = request;
      seen.push({ method, url, headers, body: await text(request) });
      answer(response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    client = createClient({ baseUrl: `${baseUrl}/`, token: "key" });
  });
  afterEach(() => server.close());

  it("sends a document with its token, and returns the one that comes back", async () => {
    const body = { data: { type: "policies", attributes: { name: "tags" } } } as const;
    const { data } = await client.policies.create({ organizationName: "my org", body });
    expect(data.id).toBe("x");
    expect(seen).toMatchObject([
      {
        method: "POST",
        url: "/api/v2/organizations/my%20org/policies",
        headers: {
          authorization: "Bearer key",
          accept: "application/vnd.api+json",
          "content-type": "application/vnd.api+json",
        },
        body: JSON.stringify(body),
      },
    ]);
  });

  it("writes queries as the server reads them", async () => {
    await client.policies.list({
      organizationName: "acme",
      query: {
        page: { number: 2, size: 50 },
        search: { name: "a&b" },
        sort: ["-updated-at", "name"],
        include: ["policy_sets"],
      },
    });
    await client.policies.list({ organizationName: "acme", query: { page: {} } });
    await client.workspaces.list({
      organizationName: "acme",
      query: { filter: { project: { id: "prj-1" }, tagged: { 0: { key: "env" } } } },
    });
    await client.policySetOutcomes.listByEvaluation({
      policyEvaluationId: "a",
      query: { filter: { 0: { status: "failed", enforcement_level: "mandatory" } } },
    });
    const queries = seen.map(({ url }) => decodeURIComponent(url.split("?")[1] ?? ""));
    expect(queries).toEqual([
      "page[number]=2&page[size]=50&search[name]=a&b&sort=-updated-at,name&include=policy_sets",
      "",
      "filter[project][id]=prj-1&filter[tagged][0][key]=env",
      "filter[0][status]=failed&filter[0][enforcement_level]=mandatory",
    ]);
  });

  it("sends and receives bytes and text as they are", async () => {
    const content = new Uint8Array([0, 255, 10]);
    await client.policies.upload({ policyId: "pol-1", content });
    expect(seen[0]?.headers["content-type"]).toBe("application/octet-stream");
    answer = (response) => response.end(content);
    expect(await client.policies.download({ policyId: "pol-1" })).toEqual(content);
    answer = (response) => response.end("Sentinel Result: true\n");
    const output = await client.policyChecks.output({ policyCheckId: "polchk-1" });
    expect(output).toBe("Sentinel Result: true\n");
  });

  it("uploads streams, and through signed links without its token", async () => {
    const stream = new Blob(["pl", "an"]).stream();
    await client.uploadTo(`${baseUrl}/v1/object/secret`, stream);
    expect(seen).toMatchObject([{ method: "PUT", url: "/v1/object/secret", body: "plan" }]);
    expect(seen[0]?.headers.authorization).toBeUndefined();
  });

  it("does not tell a signed link, which is a secret, in an error", async () => {
    answer = (response) => response.writeHead(404).end();
    const refused = client.uploadTo(`${baseUrl}/v1/object/secret`, "plan");
    await expect(refused).rejects.toThrow("PUT a signed link: 404: Not Found");
  });

  it("returns nothing where there is nothing", async () => {
    answer = (response) => response.writeHead(204).end();
    expect(await client.policies.delete({ policyId: "pol-1" })).toBeUndefined();
    expect(await client.runs.discard({ runId: "run-1" })).toBeUndefined();
  });

  it("rejects with all that the server says when it refuses", async () => {
    const errors = [
      {
        status: "422",
        title: "invalid attribute",
        detail: "Name has already been taken",
        source: { pointer: "/data/attributes/name" },
      },
      { status: "422", title: "unprocessable entity" },
    ];
    answer = (response) =>
      response.writeHead(422, { "X-Request-Id": "r1" }).end(JSON.stringify({ errors }));
    const refused = client.policies.show({ policyId: "pol-1" });
    await expect(refused).rejects.toBeInstanceOf(ApiError);
    await expect(refused).rejects.toMatchObject({ status: 422, entries: errors, requestId: "r1" });
    await expect(refused).rejects.toThrow(
      "GET /api/v2/policies/pol-1: 422: Name has already been taken (/data/attributes/name); unprocessable entity",
    );
  });

  it("does not need the words of a server that is none of ours", async () => {
    answer = (response) => response.writeHead(502).end("<html>");
    const refused = client.policies.show({ policyId: "pol-1" });
    await expect(refused).rejects.toMatchObject({ status: 502 });
    await expect(refused).rejects.toThrow("502: Bad Gateway");
  });

  it("says when nobody answers, and when it takes too long", async () => {
    answer = () => {};
    const hasty = createClient({ baseUrl, token: "key", timeoutMs: 200 });
    const late = hasty.policies.show({ policyId: "pol-1" });
    await expect(late).rejects.toBeInstanceOf(ConnectionError);
    await expect(late).rejects.toThrow(`no usable answer from ${baseUrl}: it took too long`);
    const nobody = createClient({ baseUrl: "http://127.0.0.1:1", token: "key" });
    await expect(nobody.server.ping()).rejects.toThrow(
      "GET /api/v2/ping: no usable answer from http://127.0.0.1:1",
    );
  });

  it("says so when an answer is not what it should be", async () => {
    answer = (response) => response.end("<html>");
    await expect(client.policies.show({ policyId: "pol-1" })).rejects.toBeInstanceOf(
      ConnectionError,
    );
  });
});
