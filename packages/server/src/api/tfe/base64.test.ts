import { describe, expect, it } from "vitest";
import { Invalid } from "../../domain/errors.js";
import { decodeBase64 } from "./base64.js";

describe("base 64", () => {
  const texts: [text: string, bytes: string][] = [
    ["", ""],
    ["YQ==", "a"],
    ["YWI=", "ab"],
    ["YWJj", "abc"],
    ["YWI", "ab"],
    ["YW\nJj\r\n", "abc"],
  ];
  it.each(texts)("%j", (text, bytes) => {
    expect(Buffer.from(decodeBase64("state", text)).toString()).toBe(bytes);
  });

  it.each(["Y", "YW!j", "{}", "YW Jj", "YQ==YQ==", "é", "YWJj\u0000"])("is not %j", (text) => {
    expect(() => decodeBase64("state", text)).toThrow(Invalid);
  });

  it("may be long", () => {
    expect(decodeBase64("state", "YWJj".repeat(4_000_000))).toHaveLength(12_000_000);
  });
});
