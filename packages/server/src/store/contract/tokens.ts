import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import type { Token, TokenOwner } from "../../domain/tokens/token.js";
import { insertOrganization, team, user } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function tokenContract({ transaction }: StoreUnderTest): void {
  const ofEve: TokenOwner = { kind: "user", id: "user-eve" };
  const ofTeam: TokenOwner = { kind: "team", id: "team-dev" };
  const ofAcme: TokenOwner = { kind: "organization", name: "acme" };
  const token = (id: string, owner: TokenOwner = ofEve, createdAt = 1): Token => ({
    id,
    owner,
    createdBy: "user-eve",
    digest: `digest of ${id}`,
    description: "for the pipeline",
    createdAt,
    lastUsedAt: null,
    expiresAt: 9,
  });

  it("finds a token and its holder by the digest of the key", () =>
    transaction(async (tx) => {
      await tx.users.insert(user("eve"));
      await insertOrganization(tx);
      await tx.teams.insert(team("dev"));
      for (const each of [token("at-1"), token("at-2", ofTeam), token("at-3", ofAcme)])
        await tx.tokens.insert(each);
      const found = async (id: string) => (await tx.tokens.findByDigest(`digest of ${id}`))?.holder;
      expect(await tx.tokens.findByDigest("digest of at-1")).toEqual({
        token: token("at-1"),
        holder: { kind: "user", user: user("eve") },
      });
      expect(await found("at-2")).toEqual({ kind: "team", team: team("dev") });
      expect(await found("at-3")).toEqual(ofAcme);
      expect(await found("at-4")).toBeUndefined();
    }));

  it("notes uses", () =>
    transaction(async (tx) => {
      await tx.users.insert(user("eve"));
      await tx.tokens.insert(token("at-1"));
      await tx.tokens.recordUse("at-1", 5);
      expect(await tx.tokens.get("at-1")).toEqual({ ...token("at-1"), lastUsedAt: 5 });
      await expect(tx.tokens.get("at-2")).rejects.toThrow(NotFound);
    }));

  it("lists the tokens of one owner, the newest first, and removes them", () =>
    transaction(async (tx) => {
      await tx.users.insert(user("eve"));
      await insertOrganization(tx);
      await tx.teams.insert(team("dev"));
      for (const each of [token("at-1"), token("at-2", ofEve, 2), token("at-3", ofTeam)])
        await tx.tokens.insert(each);
      const page = await tx.tokens.listOf(ofEve, { number: 1, size: 1 });
      expect(page).toMatchObject({ total: 2, hasNext: true, items: [{ id: "at-2" }] });
      expect(await tx.tokens.findOf(ofTeam)).toEqual(token("at-3", ofTeam));
      expect(await tx.tokens.findOf(ofAcme)).toBeNull();
      await tx.tokens.delete("at-2");
      expect((await tx.tokens.findOf(ofEve))?.id).toBe("at-1");
      await tx.tokens.deleteOf(ofTeam);
      expect(await tx.tokens.findOf(ofTeam)).toBeNull();
      expect((await tx.tokens.findOf(ofEve))?.id).toBe("at-1");
    }));

  it("removes what belongs to a team or an organization with it", async () => {
    await transaction(async (tx) => {
      await tx.users.insert(user("eve"));
      await insertOrganization(tx);
      await tx.teams.insert(team("dev"));
      await tx.tokens.insert(token("at-1", ofTeam));
      await tx.tokens.insert(token("at-2", ofAcme));
    });
    await transaction((tx) => tx.teams.delete("team-dev"));
    await transaction(async (tx) => {
      await expect(tx.tokens.get("at-1")).rejects.toThrow(NotFound);
      await tx.organizations.delete("acme");
      await expect(tx.tokens.get("at-2")).rejects.toThrow(NotFound);
    });
  });
}
