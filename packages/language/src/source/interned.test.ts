import fc from "fast-check";
import { expect, it } from "vitest";
import { interned } from "./interned.js";

it("leaves every text as it is, names that mean something to an object among them", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("__proto__", "", "7", "-0"),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(interned(text)).toBe(text);
    }),
  );
});
