import { describe, expect, it } from "vitest";
import {
  isExcludedByTags,
  isIncludedByTags,
  selectorProblems,
  type TagMatching,
  withoutSelectors,
  withSelectors,
} from "./tag-selector.js";

const selector = (key: string, value: string | null = null, isExclude = false) => ({
  key,
  value,
  isExclude,
});
const scope = (tagMatching: TagMatching, ...tagSelectors: ReturnType<typeof selector>[]) => ({
  tagMatching,
  tagSelectors,
});
const prod = { key: "env", value: "prod" };
const critical = { key: "critical", value: "" };

describe("tag selectors", () => {
  it.each([
    ["any", [prod], true],
    ["any", [critical], true],
    ["all", [prod], false],
    ["all", [prod, critical], true],
    ["any", [{ key: "env", value: "dev" }], false],
    ["any", [{ key: "critical", value: "very" }], false],
    ["all", [], false],
  ] as const)("match %s of %j: %s", (matching, tags, expected) => {
    const selectors = scope(matching, selector("env", "prod"), selector("critical"));
    expect(isIncludedByTags(selectors, tags)).toBe(expected);
    expect(isExcludedByTags(selectors, tags)).toBe(false);
  });

  it("that exclude are matched apart from those that include", () => {
    const selectors = scope("all", selector("env", "prod"), selector("critical", null, true));
    expect(isIncludedByTags(selectors, [prod])).toBe(true);
    expect(isExcludedByTags(selectors, [prod])).toBe(false);
    expect(isExcludedByTags(selectors, [prod, critical])).toBe(true);
  });

  it("are there once, and go by key, value and flag", () => {
    const both = withSelectors([selector("a")], [selector("a"), selector("a", "1")]);
    expect(both).toEqual([selector("a"), selector("a", "1")]);
    expect(withoutSelectors(both, [selector("a", null, true), selector("b")])).toEqual(both);
    expect(withoutSelectors(both, [selector("a")])).toEqual([selector("a", "1")]);
  });

  it("have a limit", () => {
    const selectors = (count: number) => ({
      ...scope("any", ...Array.from({ length: count }, (_, index) => selector(`k${index}`))),
      isGlobal: false,
    });
    expect(selectorProblems(selectors(100), false)).toEqual([]);
    expect(selectorProblems(selectors(101), false)).toHaveLength(1);
  });
});
