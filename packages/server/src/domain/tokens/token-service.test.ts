import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ADMIN_KEY, TestServer } from "../../../test/harness/test-server.js";
import type { Method } from "../../api/http/route.js";
import { tokenSecrets } from "../../host.js";
import { MINUTE } from "../clock.js";
import type { TokenOwner } from "./token.js";

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

describe("a token that was looked up before", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start({ isInspected: true });
    // Without revisions nothing would be remembered, and every test pass.
    await expect.poll(() => server.store.revision()).not.toBe(null);
    await server.send({
      method: "POST",
      path: "/api/v2/organizations",
      body: { data: { type: "organizations", attributes: { name: "acme" } } },
    });
  });
  afterEach(() => server.close());

  const issue = async (key: string, owner: TokenOwner = { kind: "organization", name: "acme" }) => {
    const id = server.ids.next("at");
    await server.store.transaction((tx) =>
      tx.tokens.insert({
        id,
        owner,
        createdBy: null,
        digest: tokenSecrets.digest(key),
        description: "",
        createdAt: server.clock.now(),
        lastUsedAt: server.clock.now(),
        expiresAt: null,
      }),
    );
    return id;
  };
  const ask = async (key: string, path = "/api/v2/organizations/acme/policies") => {
    const headers = { authorization: `Bearer ${key}` };
    return (await server.send({ method: "GET", path, headers })).status;
  };
  const twice = async (key: string, path?: string) => [await ask(key, path), await ask(key, path)];

  it("is looked up once for as long as nothing changes", async () => {
    await issue("known");
    await ask("known");
    const read = vi.spyOn(server.store, "read");
    expect(await twice("known")).toEqual([200, 200]);
    // The first of the two lists was made before the token was remembered, if not before the second.
    expect(read.mock.calls.length).toBeLessThanOrEqual(2);
    read.mockClear();
    expect(await twice("known")).toEqual([200, 200]);
    expect(read).not.toHaveBeenCalled();
  });

  it("is refused from the first request after it was revoked, by whatever process", async () => {
    const other = await server.anotherStore();
    for (const store of [server.store, other]) {
      const id = await issue("revoked");
      expect(await twice("revoked")).toEqual([200, 200]);
      await store.transaction((tx) => tx.tokens.delete(id));
      expect(await twice("revoked")).toEqual([401, 401]);
    }
    await other.close();
  });

  it("loses at once what its team loses", async () => {
    const teams = "/api/v2/organizations/acme/teams";
    const team = (body: object, path = teams, method: Method = "POST") =>
      server.send({ method, path, body: { data: { type: "teams", attributes: body } } });
    const made = await team({
      name: "policies",
      "organization-access": { "manage-policies": true },
    });
    const { id } = (made.body as { data: { id: string } }).data;
    await issue("member", { kind: "team", id });
    expect(await twice("member")).toEqual([200, 200]);
    await team(
      { "organization-access": { "manage-policies": false } },
      `/api/v2/teams/${id}`,
      "PATCH",
    );
    expect(await twice("member")).toEqual([404, 404]);
    const other = await server.anotherStore();
    await other.transaction((tx) => tx.teams.delete(id));
    await other.close();
    expect(await twice("member")).toEqual([401, 401]);
  });

  it("is answered with what is there, not with what was, however many ask while others write", async () => {
    const path = "/api/v2/organizations/acme/policies";
    await issue("reader");
    let written = 0;
    const write = async () => {
      for (let i = 0; i < 20; i++) {
        const attributes = { name: `p-${i}`, "enforcement-level": "advisory" };
        const data = { type: "policies", attributes };
        expect((await server.send({ method: "POST", path, body: { data } })).status).toBe(200);
        written++;
      }
    };
    const read = async () => {
      while (written < 20) {
        await turn();
        const before = written;
        const headers = { authorization: "Bearer reader" };
        const { body } = await server.send({ method: "GET", path, headers });
        const total = (body as Counted).meta.pagination["total-count"];
        expect(total).toBeGreaterThanOrEqual(before);
        expect(total).toBeLessThanOrEqual(written + 1);
      }
    };
    await Promise.all([write(), read(), read(), read(), read()]);
  });

  it("is refused after its revocation was answered, however many use it meanwhile", async () => {
    for (let round = 0; round < 10; round++) {
      const id = await issue(`hunted-${round}`);
      let isRevoked = false;
      const use = async () => {
        for (let after = 0; after < 3; ) {
          await turn();
          const wasRevoked = isRevoked;
          const status = await ask(`hunted-${round}`);
          if (wasRevoked) expect(status).toBe(401);
          if (wasRevoked) after++;
        }
      };
      const users = [use(), use(), use(), use()];
      const { status } = await server.send({
        method: "DELETE",
        path: "/api/v2/organizations/acme/authentication-token",
      });
      expect([status, id]).toEqual([204, expect.any(String)]);
      isRevoked = true;
      await Promise.all(users);
    }
  });
});

interface Counted {
  readonly meta: { readonly pagination: { readonly "total-count": number } };
}
