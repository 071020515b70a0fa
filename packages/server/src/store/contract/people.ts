import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import type { Transaction } from "../../domain/store.js";
import { insertOrganization, membership, team, user } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function peopleContract({ transaction }: StoreUnderTest): void {
  const first = { number: 1, size: 20 };

  async function insertPeople(tx: Transaction, ...names: readonly string[]): Promise<void> {
    await insertOrganization(tx);
    for (const name of names) {
      await tx.users.insert(user(name));
      await tx.organizationMemberships.insert(membership(name));
    }
  }

  it("finds users by id, name and address", () =>
    transaction(async (tx) => {
      await tx.users.insert(user("eve"));
      await tx.users.insert({ ...user("bob"), email: null });
      expect(await tx.users.get("user-eve")).toEqual(user("eve"));
      await expect(tx.users.get("user-ann")).rejects.toThrow(NotFound);
      expect(await tx.users.find("eve")).toEqual(user("eve"));
      expect(await tx.users.find("Eve")).toBeNull();
      expect(await tx.users.findByEmail("eve@acme.test")).toEqual(user("eve"));
      expect(await tx.users.findByEmail("bob@acme.test")).toBeNull();
      expect(await tx.users.getMany(["user-eve", "user-ann"])).toEqual([user("eve")]);
      expect(await tx.users.getManyByName(["eve", "ann"])).toEqual([user("eve")]);
    }));

  it("saves users, and finds the first administrator", () =>
    transaction(async (tx) => {
      expect(await tx.users.findAdministrator()).toBeNull();
      await tx.users.insert({ ...user("eve"), isSiteAdmin: false, createdAt: 0 });
      await tx.users.insert({ ...user("bob"), createdAt: 2 });
      await tx.users.insert({ ...user("ann"), createdAt: 1 });
      const renamed = { ...user("ann"), createdAt: 1, username: "anna", email: null };
      await tx.users.save(renamed);
      expect(await tx.users.findAdministrator()).toEqual(renamed);
    }));

  it("gives an address to one user only", async () => {
    const twice = transaction(async (tx) => {
      await tx.users.insert(user("eve"));
      await tx.users.insert({ ...user("bob"), email: "eve@acme.test" });
    });
    await expect(twice).rejects.toThrow();
  });

  it("knows where somebody belongs, and in which teams", () =>
    transaction(async (tx) => {
      await insertPeople(tx, "eve", "bob");
      for (const name of ["dev", "ops"]) await tx.teams.insert(team(name));
      await tx.teams.addMembers("team-ops", ["user-eve", "user-bob"]);
      await tx.teams.addMembers("team-ops", ["user-eve"]);
      await tx.teams.addMembers("team-dev", ["user-eve"]);
      expect(await tx.teams.get("team-ops")).toEqual({
        ...team("ops"),
        userIds: ["user-bob", "user-eve"],
        membershipIds: ["ou-bob", "ou-eve"],
      });
      expect(await tx.teams.ofUser("user-eve")).toEqual([team("dev"), team("ops")]);
      expect(await tx.teams.ofUser("user-eve", "other")).toEqual([]);
      expect(await tx.users.organizationsOf("user-eve")).toEqual(["acme"]);
      await tx.teams.removeMembers("team-ops", ["user-eve", "user-ann"]);
      expect((await tx.teams.get("team-ops")).userIds).toEqual(["user-bob"]);
    }));

  it("lists teams by name, the secret ones for those only who know of them", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      for (const name of ["c", "a", "b"]) await tx.teams.insert(team(name));
      await tx.teams.save({ ...team("b"), visibility: "secret", access: ["managePolicies"] });
      const list = async (secrets: "all" | string[], names?: string[]) => {
        const { items, total } = await tx.teams.list("acme", { secrets, names }, first);
        expect(total).toBe(items.length);
        return items.map(({ name }) => name);
      };
      expect(await list("all")).toEqual(["a", "b", "c"]);
      expect(await list([])).toEqual(["a", "c"]);
      expect(await list(["team-b"])).toEqual(["a", "b", "c"]);
      expect(await list("all", ["a", "b", "d"])).toEqual(["a", "b"]);
      expect((await tx.teams.getByName("acme", "b")).access).toEqual(["managePolicies"]);
      expect((await tx.teams.getMany(["team-c", "team-a"])).map(({ name }) => name)).toEqual([
        "a",
        "c",
      ]);
      expect(await tx.teams.isNameTaken("acme", "a")).toBe(true);
      await tx.teams.delete("team-a");
      expect(await tx.teams.isNameTaken("acme", "a")).toBe(false);
      await expect(tx.teams.getForUpdate("team-a")).rejects.toThrow(NotFound);
    }));

  it("lists memberships by username, searched and filtered", () =>
    transaction(async (tx) => {
      await insertPeople(tx, "eve", "bob");
      await tx.teams.insert(team("dev"));
      await tx.teams.addMembers("team-dev", ["user-eve"]);
      const list = async (query: { search?: string; emails?: string[] }) =>
        (await tx.organizationMemberships.list("acme", query, first)).items.map(({ id }) => id);
      expect(await list({})).toEqual(["ou-bob", "ou-eve"]);
      expect(await list({ search: "EV" })).toEqual(["ou-eve"]);
      expect(await list({ search: "acme.test" })).toEqual(["ou-bob", "ou-eve"]);
      expect(await list({ emails: ["bob@acme.test"] })).toEqual(["ou-bob"]);
      expect(await tx.organizationMemberships.get("ou-eve")).toEqual({
        ...membership("eve"),
        user: user("eve"),
        teamIds: ["team-dev"],
      });
      expect(await tx.organizationMemberships.find("acme", "user-eve")).toEqual(membership("eve"));
    }));

  it("takes whoever leaves an organization out of its teams", () =>
    transaction(async (tx) => {
      await insertPeople(tx, "eve");
      await tx.teams.insert(team("dev"));
      await tx.teams.addMembers("team-dev", ["user-eve"]);
      await insertOrganization(tx, "other");
      await tx.teams.insert({ ...team("rest"), organization: "other" });
      await tx.teams.addMembers("team-rest", ["user-eve"]);
      await tx.organizationMemberships.delete("ou-eve");
      expect(await tx.organizationMemberships.find("acme", "user-eve")).toBeNull();
      expect((await tx.teams.ofUser("user-eve")).map(({ id }) => id)).toEqual(["team-rest"]);
    }));

  it("lists only the organizations of these names", () =>
    transaction(async (tx) => {
      for (const name of ["c", "a", "b"]) await insertOrganization(tx, name);
      const some = await tx.organizations.list(["c", "b", "d"], first);
      expect(some.items.map(({ name }) => name)).toEqual(["b", "c"]);
      expect(some.total).toBe(2);
      expect(await tx.organizations.list([], first)).toMatchObject({ items: [], total: 0 });
    }));
}
