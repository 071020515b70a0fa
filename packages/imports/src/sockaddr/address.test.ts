import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areEqual, contains, parseSocketAddress } from "./address.js";

function read(text: string) {
  const address = parseSocketAddress(text);
  if (address === undefined) throw new Error(`cannot read ${text}`);
  return address;
}

describe("addresses", () => {
  it("are in every network of theirs, and networks in themselves", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat(128), (text, size) => {
        const address = read(text);
        const network = { ...address, prefix: Math.min(size, address.bits) };
        expect(contains(network, address)).toBe(true);
        expect(contains(network, network)).toBe(true);
        expect(contains(address, network)).toBe(network.prefix === address.bits);
        expect(areEqual(address, read(`${text}`))).toBe(true);
      }),
    );
  });

  it("are not read from any other text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const address = parseSocketAddress(text);
        if (address !== undefined) expect(text).toMatch(/^[\da-fA-F.:[\]/]+$/);
      }),
    );
  });
});
