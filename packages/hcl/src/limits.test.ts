import { describe, expect, it } from "vitest";
import { MAX_INPUT_LENGTH, MAX_KEY_DIGITS, MAX_NESTING, MAX_PROBLEMS } from "./limits.js";
import { parseHcl } from "./parse-hcl.js";

function codes(text: string): string[] {
  return parseHcl("x.hcl", text).problems.map(({ code }) => code);
}

describe("MAX_INPUT_LENGTH", () => {
  it("admits a text of just that length", () => {
    expect(codes(" ".repeat(MAX_INPUT_LENGTH))).toEqual([]);
  });

  it("refuses a longer one unread", () => {
    expect(codes(" ".repeat(MAX_INPUT_LENGTH + 1))).toEqual(["too-long"]);
  });
});

describe("MAX_NESTING", () => {
  const nested: readonly [string, (depth: number) => string][] = [
    ["lists", (depth) => `a = ${"[".repeat(depth)}${"]".repeat(depth)}`],
    ["objects", (depth) => `a = ${"{b=".repeat(depth)}1${"}".repeat(depth)}`],
    ["parentheses", (depth) => `a = ${"(".repeat(depth)}1${")".repeat(depth)}`],
    ["operators", (depth) => `a = ${"-".repeat(depth)}1`],
    ["keys", (depth) => `a = ${"{(".repeat(depth / 2)}1${")=1}".repeat(depth / 2)}`],
    ["blocks", (depth) => `${"b {\n".repeat(depth)}${"}\n".repeat(depth)}`],
  ];

  it.each(nested)("admits %s of just that depth", (_, write) => {
    expect(codes(write(MAX_NESTING)).filter((code) => code !== "key-type")).toEqual([]);
  });

  it.each(nested)("refuses deeper %s, however deep they are", (_, write) => {
    for (const depth of [MAX_NESTING + 2, 200_000])
      expect(codes(write(depth))).toContain("too-deep");
  });

  it("counts only what is open", () => {
    const values = ["[]", "{}", "(1)", "-1", "{ b = 1 }"];
    for (const value of values) {
      expect(codes(`a = [${`${value},`.repeat(MAX_NESTING + 1)}]`)).toEqual([]);
    }
    expect(codes("a {}\nb {\n}\n".repeat(MAX_NESTING))).toEqual([]);
  });

  it("names the bracket that goes too deep", () => {
    const { source, problems } = parseHcl("x.hcl", `a = ${"[".repeat(MAX_NESTING + 1)}`);
    expect(source.positionAt(problems[0]?.start ?? 0).column).toBe(5 + MAX_NESTING);
  });
});

describe("MAX_KEY_DIGITS", () => {
  it.each([
    ["1".repeat(MAX_KEY_DIGITS), []],
    ["1".repeat(MAX_KEY_DIGITS + 1), ["key-digits"]],
    [`1e${MAX_KEY_DIGITS - 1}`, []],
    [`1e${MAX_KEY_DIGITS}`, ["key-digits"]],
    [`1e-${MAX_KEY_DIGITS}`, []],
    [`1e-${MAX_KEY_DIGITS + 1}`, ["key-digits"]],
  ])("decides on the key %s", (key, want) => expect(codes(`a = { ${key} = 1 }`)).toEqual(want));
});

describe("MAX_PROBLEMS", () => {
  it("admits that many and stops at the next one", () => {
    expect(codes(`a = "${"\\x".repeat(MAX_PROBLEMS)}"`)).toHaveLength(MAX_PROBLEMS);
    const more = codes(`a = "${"\\x".repeat(2 * MAX_PROBLEMS)}"`);
    expect(more).toHaveLength(MAX_PROBLEMS + 1);
    expect(more.at(-1)).toBe("too-many-problems");
  });
});
