import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { satisfies } from "./constraint.js";
import { compareVersions, parseVersion, versionText } from "./version-number.js";

const part = fc.constantFrom("0", "1", "2", "10", "a", "b1", "rc", "-5", "x-y");
const version = fc
  .tuple(
    fc.array(fc.constantFrom("0", "1", "2", "10"), { minLength: 3, maxLength: 3 }),
    fc.array(part, { maxLength: 3 }),
  )
  .map(
    ([numbers, prerelease]) =>
      numbers.join(".") + prerelease.map((p, i) => (i ? `.${p}` : `-${p}`)).join(""),
  );

const order = (left: string, right: string): number =>
  Math.sign(compareVersions(parseVersion(left), parseVersion(right)));

describe("versions", () => {
  it("read back as what they were written to", () => {
    fc.assert(
      fc.property(version, (text) => {
        expect(versionText(parseVersion(text))).toBe(text);
      }),
    );
  });

  it("have an order that is the same from both sides", () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(order(a, b) + order(b, a)).toBe(0);
      }),
    );
  });

  it("meet the constraint that they are written as", () => {
    fc.assert(
      fc.property(version, (text) => {
        for (const operator of ["", "=", ">=", "<=", "~>"])
          expect(satisfies(parseVersion(text), `${operator} ${text}`)).toBe(true);
        expect(satisfies(parseVersion(text), `!= ${text}`)).toBe(false);
      }),
    );
  });

  it("of any length take no time", () => {
    for (const text of [`1-1${"1".repeat(1e6)}!`, "1.".repeat(1e6), `1-${"a.".repeat(1e6)}`])
      expect(() => parseVersion(text)).toThrow("malformed version");
    expect(() => satisfies(parseVersion("1"), `${" ".repeat(1e6)}1`)).toThrow(
      "malformed constraint",
    );
  });
});
