import { expect, it } from "vitest";
import type { Transaction } from "../../domain/store.js";
import type { RepositoryClaim } from "../../domain/vcs/repository-store.js";
import type { SetRepository } from "../../domain/vcs/set-repository.js";
import { HOSTILE_TEXT, insertOrganization, policySet } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

const repository = (name: string, given: Partial<SetRepository> = {}): SetRepository => ({
  policySetId: `polset-${name}`,
  identifier: "acme/policies",
  branch: null,
  oauthTokenId: "ot-a",
  hasSubmodules: false,
  policiesPath: null,
  webhookId: `hook-${name}`,
  webhookSecret: null,
  ...given,
});

const PROVIDER = { provider: "git", httpUrl: "https://git.test" } as const;
const NOTHING = { commit: null, fingerprint: null, failure: null };

export function repositoryContract({ transaction }: StoreUnderTest): void {
  const insertSets = async (tx: Transaction) => {
    await insertOrganization(tx);
    await tx.oauth.insertClient({
      id: "oc-a",
      organization: "acme",
      name: null,
      apiUrl: "https://git.test",
      key: null,
      rsaPublicKey: null,
      secret: null,
      isOrganizationScoped: true,
      createdAt: 1,
      updatedAt: 1,
      ...PROVIDER,
    });
    await tx.oauth.insertToken({
      id: "ot-a",
      clientId: "oc-a",
      organization: "acme",
      secret: new Uint8Array([1]),
      sshKey: null,
      createdAt: 1,
    });
    for (const name of ["a", "b"]) await tx.policySets.insert(policySet(name));
  };
  const claim = async (tx: Transaction, now: number): Promise<RepositoryClaim> => {
    const claimed = await tx.repositories.claim(now, now + 100);
    if (claimed === null) throw new Error("nothing is due");
    return claimed;
  };

  it("gives back what a set is connected with, and its provider", () =>
    transaction(async (tx) => {
      await insertSets(tx);
      expect(await tx.repositories.find("polset-a")).toBeNull();
      await tx.repositories.put(repository("a"), 10);
      const changed = repository("a", {
        identifier: HOSTILE_TEXT,
        branch: HOSTILE_TEXT,
        policiesPath: HOSTILE_TEXT,
        hasSubmodules: true,
        webhookSecret: new Uint8Array([0, 255]),
      });
      await tx.repositories.put(changed, 20);
      const found = await tx.repositories.find("polset-a");
      const secret = [...(found?.webhookSecret ?? [])];
      expect({ ...found, webhookSecret: secret }).toEqual({
        ...changed,
        ...PROVIDER,
        webhookSecret: [0, 255],
      });
      expect(await tx.repositories.findByWebhook("hook-a")).toEqual(found);
      expect(await tx.repositories.findByWebhook("hook-b")).toBeNull();
      expect((await tx.policySets.get("polset-a")).repository).toEqual(found);
      await tx.repositories.remove("polset-a");
      expect(await tx.repositories.find("polset-a")).toBeNull();
    }));

  it("goes with its credential, and leaves the set", () =>
    transaction(async (tx) => {
      await insertSets(tx);
      await tx.repositories.put(repository("a"), 10);
      await tx.oauth.deleteClient("oc-a");
      expect((await tx.policySets.get("polset-a")).repository).toBeNull();
    }));

  it("is claimed when it is due, by one", () =>
    transaction(async (tx) => {
      await insertSets(tx);
      await tx.repositories.put(repository("a"), 20);
      await tx.repositories.put(repository("b"), 10);
      expect(await tx.repositories.claim(9, 100)).toBeNull();
      const first = await claim(tx, 30);
      expect(first).toMatchObject({ ...NOTHING, attempt: 1, repository: { webhookId: "hook-b" } });
      const second = await claim(tx, 30);
      expect(second.repository.webhookId).toBe("hook-a");
      expect(await tx.repositories.claim(129, 200)).toBeNull();
      const seen = { commit: "c1", fingerprint: "f1", failure: HOSTILE_TEXT };
      expect(await tx.repositories.finish(first, seen, 500)).toBe(true);
      expect(await tx.repositories.finish(second, NOTHING, 1_000)).toBe(true);
      expect(await claim(tx, 500)).toMatchObject({ ...seen, attempt: 2 });
    }));

  it("is lost when the lease ends, and when the repository changes", () =>
    transaction(async (tx) => {
      await insertSets(tx);
      await tx.repositories.put(repository("a"), 10);
      const late = await claim(tx, 10);
      const current = await claim(tx, 110);
      expect(await tx.repositories.finish(late, NOTHING, 500)).toBe(false);
      await tx.repositories.put(repository("a", { branch: "other" }), 120);
      expect(await tx.repositories.finish(current, NOTHING, 500)).toBe(false);
      expect((await claim(tx, 120)).repository.branch).toBe("other");
      await tx.repositories.endLeases();
      expect((await claim(tx, 120)).attempt).toBe(5);
    }));

  it("is looked at once more when something was pushed during a look, and no look is lost", () =>
    transaction(async (tx) => {
      await insertSets(tx);
      await tx.repositories.put(repository("a"), 10);
      const during = await claim(tx, 10);
      await tx.repositories.hasten("polset-a", 20);
      await tx.repositories.hasten("polset-a", 30);
      expect(await tx.repositories.claim(30, 100)).toBeNull();
      expect(await tx.repositories.finish(during, { ...NOTHING, commit: "c1" }, 500)).toBe(true);
      const after = await claim(tx, 30);
      expect(after.commit).toBe("c1");
      await tx.repositories.finish(after, NOTHING, 500);
      expect(await tx.repositories.claim(499, 600)).toBeNull();
      await tx.repositories.hasten("polset-a", 400);
      expect((await claim(tx, 400)).attempt).toBe(3);
    }));
}
