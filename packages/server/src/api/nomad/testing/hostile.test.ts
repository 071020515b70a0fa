import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NomadTestServer } from "../../../../test/harness/nomad-client.js";
import { ADMIN_KEY } from "../../../../test/harness/test-server.js";
import { BODY_LIMIT } from "../nomad-request.js";

const PATH = "/v1/sentinel/policy/foo";

describe("a server asked by somebody who means no good", () => {
  let server: NomadTestServer;
  beforeEach(async () => {
    server = await NomadTestServer.start();
  });
  afterEach(async () => {
    // Whatever came before, it still answers.
    expect((await server.client.list()).status).toBe(200);
    await server.close();
  });

  const bodies: [string, string | Buffer, number][] = [
    ["brackets without end", "[".repeat(1_000_000), 400],
    ["objects without end", '{"a":'.repeat(1_000_000), 400],
    ["a string without end", `{"Name":"${"\\".repeat(1_000_001)}`, 400],
    ["spaces alone", " ".repeat(1_000_000), 400],
    ["bytes that are no text", Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]), 400],
    ["a byte order mark", '\ufeff{"Name":"foo"}', 400],
    ["compressed bytes", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), 400],
    ["a number beyond all", '{"Name":"foo","CreateIndex":1e999,"Policy":7}', 400],
    ["a nul in a scope", '{"Name":"foo","Scope":"submit-job\\u0000","Policy":"main = true"}', 400],
    ["a text of half characters", '{"Name":"foo","Policy":"\\ud800","Scope":"submit-job"}', 400],
    ["more than there may be", "x".repeat(BODY_LIMIT + 1), 413],
    ["an empty object many times", "{}".repeat(100_000), 400],
  ];
  it.each(bodies)("refuses %s", async (_, body, status) => {
    const started = performance.now();
    const answer = await server.client.ask("PUT", PATH, { body });
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain("Error");
    expect(performance.now() - started).toBeLessThan(5_000);
    expect((await server.client.list()).headers["x-nomad-index"]).toBe("1");
  });

  it("ignores the names of a host's objects as it does other unknown keys", async () => {
    const body = `{"Name":"foo","Scope":"submit-job","EnforcementLevel":"advisory","Policy":"main = true",
      "__proto__":{"Policy":"x"},"constructor":1,"toString":"x"}`;
    expect(await server.client.ask("PUT", PATH, { body })).toMatchObject({ status: 200 });
    expect(JSON.parse((await server.client.read("foo")).text).Policy).toBe("main = true");
  });

  it("keeps half a surrogate pair as what Go makes of it", async () => {
    await server.client.put("foo", { Policy: "# \ud83d\nmain = true" });
    const read = JSON.parse((await server.client.read("foo")).text);
    expect(read.Policy).toBe("# \ufffd\nmain = true");
  });

  it("reads nothing of a body that it has refused", async () => {
    const headers = { "X-Nomad-Token": "wrong", "Content-Length": "1000000000" };
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(server.url.port), "127.0.0.1");
      const head = Object.entries({ Host: "x", ...headers }).map((each) => each.join(": "));
      socket.write(`PUT ${PATH} HTTP/1.1\r\n${head.join("\r\n")}\r\n\r\n{"Name":`);
      socket.once("data", (data) => {
        socket.destroy();
        resolve(String(data));
      });
    });
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });

  it("forgets a client that goes away in the middle of a body", async () => {
    const socket = connect(Number(server.url.port), "127.0.0.1");
    socket.write(
      `PUT ${PATH} HTTP/1.1\r\nHost: x\r\nX-Nomad-Token: ${ADMIN_KEY}\r\nContent-Length: 100\r\n\r\n{"Name"`,
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
  });

  it.each([
    ["a path that is no path", "GET v1/sentinel/policies HTTP/1.1"],
    ["a whole address", "GET http://elsewhere/v1/sentinel/policies HTTP/1.1"],
    ["dots", "GET /v1/../v1/sentinel/policies HTTP/1.1"],
    ["two slashes", "GET //v1/sentinel/policies HTTP/1.1"],
    ["another case", "GET /V1/Sentinel/Policies HTTP/1.1"],
    ["an asterisk", "OPTIONS * HTTP/1.1"],
  ])("has nothing at %s", async (_, line) => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(server.url.port), "127.0.0.1");
      socket.write(`${line}\r\nHost: x\r\nX-Nomad-Token: ${ADMIN_KEY}\r\n\r\n`);
      socket.once("data", (data) => {
        socket.destroy();
        resolve(String(data));
      });
    });
    expect(answer).toMatch(/^HTTP\/1\.1 40[045] /);
  });

  it("reads the query once, whatever is in it", async () => {
    const queries = [
      "?index=0&index=x",
      "?prefix=%",
      "?prefix=%ff",
      `?prefix=${"a".repeat(8_000)}`,
      "?;=&&=",
      "??",
    ];
    for (const query of queries)
      expect([query, (await server.client.list(query)).status]).toEqual([query, 200]);
  });

  it("lets two write at once, each the whole policy", async () => {
    const texts = Array.from({ length: 12 }, (_, number) => `main = ${number} is ${number}`);
    const indexes = await Promise.all(texts.map((Policy) => server.client.put("foo", { Policy })));
    const { Policy, ModifyIndex, CreateIndex } = JSON.parse((await server.client.read("foo")).text);
    expect(ModifyIndex).toBe(Math.max(...indexes));
    expect(Policy).toBe(texts[indexes.indexOf(ModifyIndex)]);
    expect(CreateIndex).toBe(Math.min(...indexes));
  });
});
