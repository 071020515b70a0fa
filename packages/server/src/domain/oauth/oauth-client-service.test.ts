import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { prepare } from "../../../test/harness/play.js";
import { TestServer } from "../../../test/harness/test-server.js";
import { isAllowed } from "../access/rules.js";
import { ORGANIZATION_STANDING } from "../access/standing.js";

const CLIENT = "/api/v2/oauth-clients/oc-0000000000000001";
const SECRETS = ["s3cret-of-the-client", "s3cret-of-another", "s3cret-key-for-ssh"];

describe("the credentials of an OAuth client", () => {
  it("are opened with the vault, and stand in no file of the database", async () => {
    const folder = mkdtempSync(join(tmpdir(), "portcullis-oauth-"));
    const server = await TestServer.start({ database: join(folder, "test.db") });
    try {
      const [first, second, ssh] = SECRETS;
      const patch = (path: string, type: string, attributes: object) =>
        ({ method: "PATCH", path, body: { data: { type, attributes } } }) as const;
      await prepare(server, [
        "organization acme",
        "oauth client github",
        patch(CLIENT, "oauth-clients", { secret: first, "oauth-token-string": second }),
        patch("/api/v2/oauth-tokens/ot-0000000000000001", "oauth-tokens", { "ssh-key": ssh }),
      ]);
      const { client, token } = await server.store.read(async (tx) => ({
        client: await tx.oauth.getClient("oc-0000000000000001"),
        token: await tx.oauth.getToken("ot-0000000000000001"),
      }));
      expect(server.vault.open(client.secret ?? new Uint8Array(), client.id)).toBe(first);
      expect(server.vault.open(token.secret, token.id)).toBe(second);
      expect(server.vault.open(token.sshKey ?? new Uint8Array(), `${token.id} ssh key`)).toBe(ssh);
      const shown = await server.send({ method: "GET", path: `${CLIENT}?include=oauth_tokens` });
      await server.store.transaction(async () => {});
      const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"));
      for (const secret of SECRETS)
        expect([shown.text, ...files].filter((text) => text.includes(secret))).toEqual([]);
    } finally {
      await server.close();
      rmSync(folder, { recursive: true });
    }
  });
});

describe("who may manage OAuth clients", () => {
  const permitted = (permission: "manageVcsSettings" | "managePolicies") =>
    (["list", "read", "create", "update", "delete"] as const).filter((verb) =>
      isAllowed(verb, {
        actor: { kind: "team", id: "team-1", name: "vcs", standings: new Map() },
        standing: { ...ORGANIZATION_STANDING, isOwner: false, permissions: new Set([permission]) },
        subject: { noun: "oauth client", id: "oc-1", organization: "acme" },
      }),
    );

  it("is whoever manages VCS settings; who manages policies sees them", () => {
    expect(permitted("manageVcsSettings")).toEqual(["list", "read", "create", "update", "delete"]);
    expect(permitted("managePolicies")).toEqual(["list", "read"]);
  });
});
