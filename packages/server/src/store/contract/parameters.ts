import { expect, it } from "vitest";
import { NotFound } from "../../domain/errors.js";
import type { Parameter } from "../../domain/parameters/parameter.js";
import { HOSTILE_TEXT, insertOrganization, policySet } from "./samples.js";
import type { StoreUnderTest } from "./store-under-test.js";

export function parameterContract({ transaction }: StoreUnderTest): void {
  const parameter = (key: string, given: Partial<Parameter> = {}): Parameter => ({
    id: `var-${key}`,
    policySetId: "polset-prod",
    key,
    value: { kind: "plain", text: HOSTILE_TEXT },
    createdAt: 1,
    ...given,
  });

  it("gives back what was inserted and saved", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      await tx.policySets.insert(policySet("prod"));
      await tx.parameters.insert(parameter("limit"));
      expect(await tx.parameters.get("polset-prod", "var-limit")).toEqual(parameter("limit"));
      const sealed = parameter("other", {
        id: "var-limit",
        value: { kind: "sealed", bytes: new Uint8Array([0, 255, 10]) },
      });
      await tx.parameters.save(sealed);
      const found = await tx.parameters.get("polset-prod", "var-limit");
      expect({ ...found, value: null }).toEqual({ ...sealed, value: null });
      expect(found.value.kind === "sealed" && [...found.value.bytes]).toEqual([0, 255, 10]);
    }));

  it("lists those of the sets by key, and none of another set", () =>
    transaction(async (tx) => {
      await insertOrganization(tx);
      for (const name of ["prod", "live"]) await tx.policySets.insert(policySet(name));
      await tx.parameters.insert(parameter("b"));
      await tx.parameters.insert(parameter("a"));
      await tx.parameters.insert(parameter("c", { policySetId: "polset-live" }));
      const keys = async (...ids: string[]) =>
        (await tx.parameters.listOf(ids)).map(({ key }) => key);
      expect(await keys("polset-prod")).toEqual(["a", "b"]);
      expect(await keys("polset-prod", "polset-live")).toEqual(["a", "b", "c"]);
      expect(await keys()).toEqual([]);
      await expect(tx.parameters.get("polset-live", "var-a")).rejects.toThrow(NotFound);
      await tx.parameters.delete("var-a");
      expect(await keys("polset-prod")).toEqual(["b"]);
      await tx.policySets.delete("polset-prod");
      await expect(tx.parameters.get("polset-prod", "var-b")).rejects.toThrow(NotFound);
    }));
}
