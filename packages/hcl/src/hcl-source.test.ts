import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HclSource } from "./hcl-source.js";

describe("HclSource", () => {
  const text = "a = 1\r\né = 2\n😀 = 3\n";
  const source = new HclSource("x.hcl", text);

  it.each([
    ["first character", 0, { line: 1, column: 1, offset: 0 }],
    ["end of a line that ends in \\r\\n", 5, { line: 1, column: 6, offset: 5 }],
    ["start of a line", 7, { line: 2, column: 1, offset: 7 }],
    ["behind a character of two bytes", 8, { line: 2, column: 2, offset: 9 }],
    ["behind a character of four bytes and two units", 15, { line: 3, column: 2, offset: 18 }],
    ["end of the text", text.length, { line: 4, column: 1, offset: 23 }],
  ])("gives the position of the %s", (_, offset, want) => {
    expect(source.positionAt(offset)).toEqual(want);
  });

  it("gives a byte order mark three bytes and no column", () => {
    const marked = new HclSource("x.hcl", "\ufeffa\nb");
    expect(marked.positionAt(0)).toEqual({ line: 1, column: 1, offset: 0 });
    expect(marked.positionAt(1)).toEqual({ line: 1, column: 1, offset: 3 });
    expect(marked.positionAt(2)).toEqual({ line: 1, column: 2, offset: 4 });
    expect(marked.positionAt(3)).toEqual({ line: 2, column: 1, offset: 5 });
  });

  it.each([
    ["\u007f", 1],
    ["\u0080", 2],
    ["\u07ff", 2],
    ["\u0800", 3],
    ["\ud7ff", 3],
    ["\ue000", 3],
    ["\uffff", 3],
    ["\u{10000}", 4],
    ["\u{10ffff}", 4],
  ])("counts the bytes of %j", (character, bytes) => {
    const one = new HclSource("x.hcl", character);
    expect(one.positionAt(character.length)).toEqual({ line: 1, column: 2, offset: bytes });
  });

  it("counts half a surrogate pair as the three bytes of its replacement", () => {
    const broken = new HclSource("x.hcl", "\ud800a\udc00b");
    expect(broken.positionAt(4)).toEqual({ line: 1, column: 5, offset: 8 });
  });

  it("agrees with counting from the beginning of the text", () => {
    const texts = fc
      .array(fc.constantFrom("a", "é", "😀", "\n", "\r\n"))
      .map((all) => all.join(""));
    const places = texts.chain((all) => fc.tuple(fc.constant(all), fc.nat(all.length)));
    const property = fc.property(places, ([all, place]) => {
      const before = Array.from(all.slice(0, place));
      const line = before.filter((character) => character === "\n").length + 1;
      const column = before.length - before.lastIndexOf("\n");
      const { line: gotLine, column: gotColumn } = new HclSource("x", all).positionAt(place);
      // Between the halves of a pair the character counts as passed.
      expect([gotLine, gotColumn]).toEqual([line, column]);
    });
    fc.assert(property);
  });

  it("gives the text of a line without its line break", () => {
    expect([1, 2, 3, 4, 5].map((line) => source.lineText(line))).toEqual([
      "a = 1",
      "é = 2",
      "😀 = 3",
      "",
      "",
    ]);
  });

  it("names a place by file, line and column", () => {
    expect(source.describe({ start: 11, end: 12 })).toBe("x.hcl:2:5");
  });
});
