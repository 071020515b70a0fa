import { parseJson, type Value } from "@portcullis/language";
import { describe, expect, it } from "vitest";
import { MalformedDocument } from "./malformed-document.js";
import { writeJson } from "./write-json.js";

function written(text: string): string[] {
  const { value } = parseJson(text);
  const pieces: string[] = [];
  writeJson(value as Value, "plan", (piece) => pieces.push(piece));
  return pieces;
}

describe("writeJson", () => {
  it.each([
    ["null"],
    ["[]"],
    ["{}"],
    ['[1,-2.5,true,false,"a"]'],
    ['{"a":{"b":[{},[]]},"":null}'],
    ['"line\\nquote \\" back\\\\slash \\u0000 😀"'],
    ["[9007199254740993,-9223372036854775808]"],
    ['{"__proto__":1,"constructor":{"toString":2}}'],
  ])("gives back %s", (text) => {
    expect(written(text)).toEqual([text]);
  });

  it("writes floats as JavaScript does", () => {
    expect(written("[1.0,1e3,1.5e300]")).toEqual(["[1,1000,1.5e+300]"]);
  });

  it("hands a large document on in pieces", () => {
    const text = JSON.stringify(Array.from({ length: 20_000 }, (_, index) => `entry ${index}`));
    const pieces = written(text);
    expect(pieces.join("")).toBe(text);
    expect(pieces.length).toBeGreaterThan(3);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(66_000);
  });

  it("refuses what nests too deeply", () => {
    const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
    expect(written(nested(500)).join("")).toBe(nested(500));
    expect(() => written(nested(502))).toThrow(MalformedDocument);
    expect(() => written(nested(502))).toThrow(/nests more than 500 levels deep/);
  });
});
