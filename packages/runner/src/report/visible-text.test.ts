import { describe, expect, it } from "vitest";
import { cutText, textForTerminal, visibleLine, visibleText } from "./visible-text.js";

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

describe("text for a terminal", () => {
  it.each([
    [
      "\x1b[32mgreen\x1b[0m and \x1b[1;31mred\x1b[m",
      "\x1b[32mgreen\x1b[0m and \x1b[1;31mred\x1b[m",
    ],
    // Hidden, black, as dark as what is behind it.
    ["\x1b[8ma\x1b[30mb\x1b[31;41mc\x1b[1;m", "\\x1b[8ma\\x1b[30mb\\x1b[31;41mc\\x1b[1;m"],
    ["\x1b[2J\x1b]0;title\x07\u202e", "\\x1b[2J\\x1b]0;title\\x07\\u202e"],
    ["a\rb\r\n\tc", "a\\x0db\n\tc"],
  ])("of %j is %j", (text, expected) => {
    expect(textForTerminal(text)).toBe(expected);
  });
});
