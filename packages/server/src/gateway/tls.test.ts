import { createServer } from "node:https";
import { selfSigned } from "@portcullis/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FakeNomad } from "./testing/fake-nomad.js";
import { type GatewayOptions, GatewayUnderTest } from "./testing/gateway-under-test.js";

const nomadPair = selfSigned();
const gatewayPair = selfSigned();
if (nomadPair === undefined)
  process.stderr.write("SKIPPED: a Nomad with TLS, because there is no openssl\n");

describe.skipIf(nomadPair === undefined)("a Nomad with TLS", () => {
  let nomad: FakeNomad;
  beforeAll(async () => {
    const ours = { key: nomadPair?.key, cert: nomadPair?.certificate };
    const theirs = { requestCert: true, rejectUnauthorized: true, ca: gatewayPair?.certificate };
    nomad = await FakeNomad.start(createServer({ ...ours, ...theirs }));
  });
  afterAll(() => nomad.close());

  async function answerOf(upstream: GatewayOptions["upstream"]) {
    const url = `https://127.0.0.1:${nomad.port}`;
    const gateway = await GatewayUnderTest.start({ nomad, upstream: { url, ...upstream } });
    const read = await gateway.send("GET", "/v1/x");
    const submitted = await gateway.send("PUT", "/v1/jobs", { Job: { ID: "tls" } });
    const socket = await gateway.raw([
      "GET /v1/client/x HTTP/1.1\r\nHost: n\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    ]);
    await gateway.closeGateway();
    return { statuses: [read.status, submitted.status, socket.slice(9, 12)], text: read.text };
  }

  const given = {
    ca: nomadPair?.certificate ?? "",
    certificate: gatewayPair?.certificate ?? "",
    key: gatewayPair?.key ?? "",
  };

  it("is asked with the certificate that it wants, and trusted by the authority that is given", async () => {
    expect((await answerOf(given)).statuses).toEqual([200, 200, "101"]);
    expect((await answerOf({ ...given, serverName: "localhost" })).statuses).toEqual([
      200,
      200,
      "101",
    ]);
  });

  it.each([
    ["without its authority", { ...given, ca: null }, /self-signed certificate/],
    ["under another name", { ...given, serverName: "server.global.nomad" }, /not match|altnames/],
    [
      "without a certificate for it",
      { ...given, certificate: null, key: null },
      /cannot be reached/,
    ],
  ])("is not asked %s", async (_, upstream, reason) => {
    const before = nomad.writes.length;
    const { statuses, text } = await answerOf(upstream);
    expect(statuses).toEqual([502, 500, "502"]);
    expect(text).toMatch(reason);
    expect(nomad.writes.length).toBe(before);
  });
});
