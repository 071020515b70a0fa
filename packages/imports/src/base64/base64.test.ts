import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64, standardAlphabet, urlAlphabet } from "./base64.js";

// Node's own implementation is the measure.
describe("base64", () => {
  it("encodes as Node does", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = Buffer.from(bytes).toString("base64");
        expect(encodeBase64(bytes, standardAlphabet)).toBe(text);
        expect(encodeBase64(bytes, urlAlphabet)).toBe(
          text.replaceAll("+", "-").replaceAll("/", "_"),
        );
      }),
    );
  });

  it("decodes what it encoded, and nothing that lacks a character", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (bytes) => {
        const text = encodeBase64(bytes, standardAlphabet);
        expect(decodeBase64(text, standardAlphabet)).toEqual({ bytes });
        expect(decodeBase64(text.slice(1), standardAlphabet)).toHaveProperty("offset");
      }),
    );
  });
});
