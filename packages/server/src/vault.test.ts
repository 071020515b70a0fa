import { describe, expect, it } from "vitest";
import { deriveKey } from "./secret-key.js";
import { AesVault } from "./vault.js";

const secretKey = new Uint8Array(32).fill(7);
const vault = new AesVault(deriveKey(secretKey, "stored secrets"));

describe("a sealed text", () => {
  it.each(["", "hunter2", "NUL \0 and 😀", "x".repeat(65_536)])("opens again", (text) => {
    const sealed = vault.seal(text, "var-1");
    expect(vault.open(sealed, "var-1")).toBe(text);
    expect(text.length > 3 && Buffer.from(sealed).includes(text)).toBe(false);
  });

  it("is another one each time", () => {
    expect(vault.seal("a", "var-1")).not.toEqual(vault.seal("a", "var-1"));
  });

  it("opens for its own place and key only, and unchanged", () => {
    const sealed = vault.seal("hunter2", "var-1");
    expect(() => vault.open(sealed, "var-2")).toThrow("cannot be opened");
    const links = new AesVault(deriveKey(secretKey, "signed links"));
    expect(() => links.open(sealed, "var-1")).toThrow("cannot be opened");
    for (let index = 0; index < sealed.length; index++) {
      const changed = Uint8Array.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => vault.open(changed, "var-1")).toThrow();
    }
    expect(() => vault.open(sealed.subarray(0, 20), "var-1")).toThrow("not a sealed text");
  });
});
