import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HclValue } from "./hcl-value.js";
import { MAX_INPUT_LENGTH, MAX_NESTING } from "./limits.js";
import { parseHclJson } from "./parse-hcl-json.js";

function plain(value: HclValue | undefined): unknown {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case "null":
      return null;
    case "list":
      return value.items.map(plain);
    case "object":
      return Object.fromEntries(value.entries.map(({ key, value }) => [key.text, plain(value)]));
    case "string":
    case "number":
    case "bool":
      return value.value;
  }
}

function codes(text: string): string[] {
  return parseHclJson("x.json", text).problems.map(({ code }) => code);
}

describe("parseHclJson", () => {
  it("reads what JSON.parse reads", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, "\t"), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), undefined, indent);
        const { value, problems } = parseHclJson("x.json", spaced);
        expect(problems).toEqual([]);
        expect(plain(value)).toEqual(JSON.parse(spaced));
      }),
    );
  });

  it("refuses what JSON.parse refuses, and nothing else", () => {
    const pieces = fc.constantFrom(...'{}[]:,"\\u00e9-+.1eE0 \n\tx', "true", "null", '"a":', "\\n");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        const found = codes(text).filter((code) => code !== "number-range");
        expect(found.length === 0).toBe(valid);
      }),
      { numRuns: 5000 },
    );
  });

  it("keeps places, exact numbers and repeated keys", () => {
    const { source, value } = parseHclJson("x.json", '{\n  "a": 9007199254740993,\n  "a": []\n}\n');
    if (value?.kind !== "object") throw new Error("not an object");
    expect(value.entries.map(({ key }) => [key.text, source.describe(key)])).toEqual([
      ["a", "x.json:2:3"],
      ["a", "x.json:3:3"],
    ]);
    expect(value.entries[0]?.value).toMatchObject({ kind: "number", text: "9007199254740993" });
  });

  it("replaces half of a surrogate pair", () => {
    expect(plain(parseHclJson("x.json", '["\\ud800x", "\\ud83d\\ude00"]').value)).toEqual([
      "\ufffdx",
      "\u{1f600}",
    ]);
  });

  it("bounds length and depth", () => {
    expect(codes(`"${"x".repeat(MAX_INPUT_LENGTH)}"`)).toEqual(["too-long"]);
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(codes(nested(MAX_NESTING))).toEqual([]);
    expect(codes(nested(MAX_NESTING + 1))).toEqual(["too-deep"]);
  });
});
