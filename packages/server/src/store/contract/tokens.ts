import { expect, it } from "vitest";
import { user } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function tokenContract({ transaction }: StoreUnderTest): void {
  const token = {
    id: "at-1",
    userId: "user-eve",
    digest: "abc",
    description: "first start",
    createdAt: 1,
    lastUsedAt: null,
    expiresAt: 9,
  };

  it("finds a token and its user by the digest of the key", () =>
    transaction(async (tx) => {
      await tx.users.insert(user("eve"));
      await tx.tokens.insert(token);
      expect(await tx.tokens.findByDigest("abc")).toEqual({ token, user: user("eve") });
      expect(await tx.tokens.findByDigest("abcd")).toBeNull();
      await tx.tokens.recordUse("at-1", 5);
      const found = await tx.tokens.findByDigest("abc");
      expect(found?.token.lastUsedAt).toBe(5);
    }));

  it("finds users by name and by id", () =>
    transaction(async (tx) => {
      await tx.users.insert(user("eve"));
      expect(await tx.users.find("eve")).toEqual(user("eve"));
      expect(await tx.users.find("Eve")).toBeNull();
      expect(await tx.users.getMany(["user-eve", "user-bob"])).toEqual([user("eve")]);
    }));
}
