import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ADMIN_KEY, TestServer } from "../../../test/harness/test-server.js";
import { tokenSecrets } from "../../host.js";
import { MINUTE } from "../clock.js";

describe("a token", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start();
  });
  afterEach(() => server.close());

  const find = async (key: string) => {
    const digest = tokenSecrets.digest(key);
    return (await server.store.transaction((tx) => tx.tokens.findByDigest(digest)))?.token;
  };
  const ask = async (key: string) => {
    const headers = { authorization: `Bearer ${key}` };
    return (await server.send({ method: "GET", path: "/api/v2/organizations", headers })).status;
  };

  it("is kept as a digest only", async () => {
    const token = await find(ADMIN_KEY);
    expect(token?.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(token)).not.toContain(ADMIN_KEY);
  });

  it("works until it expires", async () => {
    const now = server.clock.now();
    await server.store.transaction(async (tx) => {
      const admin = await tx.users.find("admin");
      await tx.tokens.insert({
        id: "at-2",
        owner: { kind: "user", id: admin?.id ?? "" },
        createdBy: null,
        digest: tokenSecrets.digest("short-lived"),
        description: "",
        createdAt: now,
        lastUsedAt: null,
        expiresAt: now + MINUTE,
      });
    });
    expect(await ask("short-lived")).toBe(200);
    server.clock.advance(MINUTE);
    expect(await ask("short-lived")).toBe(401);
    expect(await ask(ADMIN_KEY)).toBe(200);
  });

  it("notes its last use to the minute", async () => {
    await ask(ADMIN_KEY);
    const first = server.clock.now();
    server.clock.advance(MINUTE - 1);
    await ask(ADMIN_KEY);
    expect((await find(ADMIN_KEY))?.lastUsedAt).toBe(first);
    server.clock.advance(1);
    await ask(ADMIN_KEY);
    expect((await find(ADMIN_KEY))?.lastUsedAt).toBe(first + MINUTE);
  });
});
