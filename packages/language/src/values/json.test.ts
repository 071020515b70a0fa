import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExactJsonReader } from "./exact-json-reader.js";
import { FloatValue } from "./float.js";
import { parseJson } from "./json.js";

describe("parseJson", () => {
  it("tells ints from floats and keeps every bit", () => {
    expect(parseJson("[1, 1.0, 1.5, 1e2, 9007199254740993, -0, -0.0]").value).toEqual([
      1,
      new FloatValue(1),
      1.5,
      new FloatValue(100),
      9007199254740993n,
      0,
      new FloatValue(-0),
    ]);
  });

  it("reads an integer beyond 64 bits as a float", () => {
    expect(parseJson("18446744073709551616").value).toEqual(new FloatValue(2 ** 64));
  });

  it("replaces half a surrogate pair, as it is no character", () => {
    expect(parseJson('["\\ud800x", "\\ud83d\\ude00"]').value).toEqual(["\ufffdx", "😀"]);
  });

  it("has no opinion on names", () => {
    const value = parseJson('{"__proto__": 1.0, "constructor": 2}').value as object;
    expect(Object.keys(value)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  const wrong: [text: string, message: RegExp, offset: number][] = [
    ["", /unexpected end/, 0],
    ["{", /expected a key/, 1],
    ['{"a" 1}', /expected ":"/, 5],
    ['{"a": 1,}', /expected a key/, 8],
    ["[1 2]", /expected "," or "\]"/, 3],
    ["[1] 2", /unexpected text after the value/, 4],
    ['"abc', /not terminated/, 4],
    ['"a\nb"', /control character/, 2],
    ['"\\q"', /invalid escape/, 0],
    ["nul", /unexpected character/, 0],
    ["01", /unexpected text/, 1],
    ["1e999", /out of range/, 0],
    ["[".repeat(2000), /nests more than 1000/, 1001],
  ];
  it.each(wrong)("says what is wrong with %j, and where", (text, message, offset) => {
    const { problem } = parseJson(text);
    expect(problem?.message).toMatch(message);
    expect(problem?.offset).toBe(offset);
  });
});

describe("ExactJsonReader", () => {
  // Doubles are left out: there the two differ by design.
  const json = fc
    .json({ noUnicodeString: false })
    .filter((text) => !/\d[.eE]|-0|\d{16}/.test(text));

  it("agrees with JSON.parse", () => {
    fc.assert(
      fc.property(json, (text) => {
        expect(new ExactJsonReader(text).read().value).toEqual(JSON.parse(text));
      }),
    );
  });

  it("accepts exactly what JSON.parse accepts", () => {
    const almostJson = fc
      .tuple(json, fc.nat(), fc.constantFrom("", '"', "[", "}", ",", "\\", "0", "\t", "e"))
      .map(([text, at, junk]) => {
        const position = at % (text.length + 1);
        return text.slice(0, position) + junk + text.slice(position);
      });
    fc.assert(
      fc.property(almostJson, (text) => {
        expect(new ExactJsonReader(text).read().problem === undefined).toBe(isJson(text));
      }),
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
