import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import { HOSTILE_TEXT, insertOrganization } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

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
      const page = await tx.projects.list("acme", { number: 1, size: 20 });
      expect(page.items.map(({ id }) => id)).toEqual(["prj-2", "prj-acme"]);
      expect(page.total).toBe(2);
    }));
}
