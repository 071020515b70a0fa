import { describe, expect, it } from "vitest";
import { cutText, visibleLine, visibleText } from "./visible-text.js";

describe("visible text", () => {
  it.each([
    ["plain\ttext\n", "plain\ttext\n"],
    ["\x1b]0;title\x07", "\\x1b]0;title\\x07"],
    ["a\u202eb\u2066c\ufeff", "a\\u202eb\\u2066c\\ufeff"],
    ["one\r\ntwo\u2028three", "one\ntwo\\u2028three"],
    ["\u0085 \u009b31m", "\\x85 \\x9b31m"],
    ["half \udc00", "half \\udc00"],
  ])("of %j is %j", (text, expected) => {
    expect(visibleText(text)).toBe(expected);
  });

  it("in one line has no line ends", () => {
    expect(visibleLine(" a\n\n b\r\nc\x1b\n")).toBe("a b c\\x1b");
  });

  it("is cut between characters", () => {
    expect(cutText("abcd", 4)).toBe("abcd");
    expect(cutText("abcde", 4)).toBe("abc…");
    expect(cutText("ab😀de", 4)).toBe("ab…");
  });
});
