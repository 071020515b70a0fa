import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import { HOSTILE_TEXT, insertOrganization, workspace } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

const PAGE = { number: 1, size: 20 };

export function projectContract({ transaction }: StoreUnderTest): void {
  const second = {
    id: "prj-2",
    organization: "acme",
    name: "A second one",
    description: HOSTILE_TEXT,
    createdAt: 2,
  };

  it("gives back what was inserted", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.projects.insert(second);
      expect(await tx.projects.get("prj-2")).toEqual(second);
      expect(await tx.projects.find("prj-2")).toEqual(second);
      expect(await tx.projects.find("prj-3")).toBeNull();
      await expect(tx.projects.get("prj-3")).rejects.toThrow(NotFound);
    }));

  it("lists those of one organization by name", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await insertOrganization(tx, "other");
      await tx.projects.insert(second);
      const page = await tx.projects.list("acme", {}, PAGE);
      expect(page.items.map(({ id }) => id)).toEqual(["prj-2", "prj-acme"]);
      expect(page.total).toBe(2);
      const named = await tx.projects.list("acme", { names: ["A second one", "x"] }, PAGE);
      expect(named.items).toEqual([second]);
      expect(named.total).toBe(1);
      const known = await tx.projects.list("acme", { ids: ["prj-2"] }, PAGE);
      expect(known.items).toEqual([second]);
      expect((await tx.projects.list("acme", { ids: [] }, PAGE)).total).toBe(0);
    }));

  it("saves a change, and knows which names are taken", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.projects.insert(second);
      const renamed = { ...second, name: "Renamed", description: null };
      await tx.projects.save(renamed);
      expect(await tx.projects.getForUpdate("prj-2")).toEqual(renamed);
      expect(await tx.projects.getMany(["prj-2", "prj-3"])).toEqual([renamed]);
      expect(await tx.projects.isNameTaken("acme", "Renamed")).toBe(true);
      expect(await tx.projects.isNameTaken("acme", "A second one")).toBe(false);
    }));

  it("is deleted once it has no workspaces", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.projects.insert(second);
      await tx.workspaces.insert({ ...workspace("app"), projectId: "prj-2" });
      expect(await tx.projects.hasWorkspaces("prj-2")).toBe(true);
      await tx.workspaces.delete("ws-app");
      expect(await tx.projects.hasWorkspaces("prj-2")).toBe(false);
      await tx.projects.delete("prj-2");
      expect(await tx.projects.find("prj-2")).toBeNull();
    }));
}
