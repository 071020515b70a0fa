import { expect, it } from "vitest";
import { matchesPattern } from "./path-patterns.js";

it.each([
  ["sentinel.hcl", "sentinel.hcl", true],
  ["/sentinel.hcl", "sentinel.hcl", true],
  ["sentinel.hcl", "policies/sentinel.hcl", false],
  ["*.sentinel", "tags.sentinel", true],
  ["*.sentinel", "policies/tags.sentinel", false],
  ["**/*.sentinel", "tags.sentinel", true],
  ["**/*.sentinel", "policies/deep/tags.sentinel", true],
  ["**/*.sentinel", "policies/tags.hcl", false],
  ["policies/**", "policies/deep/tags.sentinel", true],
  ["policies/**", "policies", false],
  ["policies/**/tags.sentinel", "policies/tags.sentinel", true],
  ["policies/**/tags.sentinel", "policies/a/b/tags.sentinel", true],
  ["policies/**/tags.sentinel", "policies/extratags.sentinel", false],
  ["v?/a", "v1/a", true],
  ["v?/a", "v/a", false],
  ["v?a", "v/a", false],
  ["a.c", "abc", false],
  ["", "a", false],
  ["*", "", true],
])("the pattern %j and the path %j", (pattern, path, expected) => {
  expect(matchesPattern(pattern, path)).toBe(expected);
});

it("takes no time that grows with what a pattern could mean", () => {
  const started = performance.now();
  expect(matchesPattern(`${"*a".repeat(120)}b`, "a".repeat(4_000))).toBe(false);
  expect(performance.now() - started).toBeLessThan(1_000);
});
