import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import type { OAuthClient, OAuthToken } from "../../domain/oauth/oauth-client.js";
import { HOSTILE_TEXT, insertOrganization } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

const client = (name: string, given: Partial<OAuthClient> = {}): OAuthClient => ({
  id: `oc-${name}`,
  organization: "acme",
  name: null,
  provider: "github",
  httpUrl: "https://github.com",
  apiUrl: "https://api.github.com",
  key: null,
  rsaPublicKey: null,
  secret: null,
  isOrganizationScoped: true,
  createdAt: 1,
  updatedAt: 1,
  ...given,
});

const token = (name: string, given: Partial<OAuthToken> = {}): OAuthToken => ({
  id: `ot-${name}`,
  clientId: "oc-a",
  organization: "acme",
  secret: new Uint8Array([1, 0, 255]),
  sshKey: null,
  createdAt: 1,
  ...given,
});

export function oauthContract({ transaction }: StoreUnderTest): void {
  it("gives back clients and tokens as they were inserted and saved", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.oauth.insertClient(client("a"));
      await tx.oauth.insertToken(token("a"));
      const changed = client("a", {
        name: HOSTILE_TEXT,
        key: HOSTILE_TEXT,
        rsaPublicKey: HOSTILE_TEXT,
        secret: new Uint8Array([0, 1]),
        isOrganizationScoped: false,
        updatedAt: 5,
      });
      await tx.oauth.saveClient(changed);
      const saved = await tx.oauth.getClient("oc-a");
      expect({ ...saved, secret: [...(saved.secret ?? [])] }).toEqual({
        ...changed,
        secret: [0, 1],
        tokenIds: ["ot-a"],
      });
      const other = token("a", { secret: new Uint8Array([2]), sshKey: new Uint8Array([3]) });
      await tx.oauth.saveToken(other);
      const found = await tx.oauth.getToken("ot-a");
      expect({ ...found, secret: [...found.secret], sshKey: [...(found.sshKey ?? [])] }).toEqual({
        ...other,
        secret: [2],
        sshKey: [3],
      });
    }));

  it("lists those of an organization, the oldest first, and lets tokens go with their client", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await insertOrganization(tx, "other");
      await tx.oauth.insertClient(client("b", { createdAt: 2 }));
      await tx.oauth.insertClient(client("a"));
      await tx.oauth.insertClient(client("x", { organization: "other" }));
      await tx.oauth.insertToken(token("2", { createdAt: 2 }));
      await tx.oauth.insertToken(token("1"));
      const clients = await tx.oauth.listClients("acme");
      expect(clients.map(({ id, tokenIds }) => [id, tokenIds])).toEqual([
        ["oc-a", ["ot-1", "ot-2"]],
        ["oc-b", []],
      ]);
      expect((await tx.oauth.listTokens("acme")).map(({ id }) => id)).toEqual(["ot-1", "ot-2"]);
      await tx.oauth.deleteToken("ot-2");
      await tx.oauth.deleteClient("oc-a");
      await expect(tx.oauth.getClient("oc-a")).rejects.toThrow(NotFound);
      await expect(tx.oauth.getToken("ot-1")).rejects.toThrow(NotFound);
      expect(await tx.oauth.getTokens(["ot-1", "ot-2"])).toEqual([]);
    }));
}
