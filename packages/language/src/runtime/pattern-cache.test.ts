import { describe, expect, it } from "vitest";
import { LiteralPatterns, PatternCache, preparePattern } from "./pattern-cache.js";

describe("preparePattern", () => {
  it("says at which offset a pattern is wrong", () => {
    expect(preparePattern("ab\\").problem).toMatchObject({ offset: 2 });
    expect(preparePattern("a(?=b)").problem).toMatchObject({ offset: 1 });
    expect(preparePattern("(a").problem).toMatchObject({ offset: undefined });
  });

  it("refuses a pattern that repeats to too many instructions, and says what it took", () => {
    const { problem, size } = preparePattern("\\pL{1000}".repeat(21));
    expect(problem?.text).toBe("it repeats to more than 20000 instructions");
    expect(size).toBeGreaterThan(20_000);
  });
});

/** Different patterns of about ten thousand instructions. */
const large = (index: number): string => `${"\\pL{1000}".repeat(10)}${index}`;

describe("PatternCache", () => {
  it("keeps what it prepared, until there is too much of it; the longest unused goes first", () => {
    const cache = new PatternCache();
    const first = cache.prepare("a");
    const second = cache.prepare("b");
    for (let i = 0; i < 10; i++) cache.prepare(large(i));
    expect(cache.prepare("a")).toBe(first);
    for (let i = 10; i < 20; i++) cache.prepare(large(i));
    expect(cache.prepare("a")).toBe(first);
    expect(cache.prepare("b")).not.toBe(second);
  });
});

describe("LiteralPatterns", () => {
  it("leave long patterns, and all of them when they are many, to the evaluation", () => {
    const literals = new LiteralPatterns();
    expect(literals.prepare("a".repeat(10_000))).toBeDefined();
    expect(literals.prepare("a".repeat(10_001))).toBeUndefined();
    for (let i = 0; i < 20; i++) literals.prepare(large(i));
    expect(literals.prepare("a")).toBeUndefined();
  });
});
