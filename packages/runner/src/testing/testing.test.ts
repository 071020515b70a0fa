import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { golden } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import { ProgramCache } from "../program-cache.js";
import { LoadError } from "../source-reader.js";
import { discoverTests } from "./discover-tests.js";
import { runPolicyTests } from "./run-tests.js";
import { renderDuration, renderPolicyTests, renderTestSummary } from "./test-text.js";

const testdata = new URL("../../testdata/tests/", import.meta.url);
const policies = relative("", fileURLToPath(new URL("policies", testdata)));

describe("test", () => {
  it("prints what users of the language's command know", () => {
    const programs = new ProgramCache();
    const results = discoverTests([policies]).map((tests) => runPolicyTests(tests, { programs }));
    const actual = results.map(renderPolicyTests).join("");
    expect(actual).toBe(golden(new URL("expected.txt", testdata), actual));
  });

  it("takes single policies too", () => {
    const [tests, ...others] = discoverTests([`${policies}/tfversion.sentinel`]);
    expect(others).toEqual([]);
    expect(tests?.cases.length).toBe(2);
    expect(() => discoverTests([`${policies}/missing.sentinel`])).toThrow(LoadError);
  });

  it.each([
    [3.568391, "3.568391ms"],
    [250, "250ms"],
    [1250, "1.25s"],
    [123_500, "2m3.5s"],
  ])("writes %d milliseconds as %s", (milliseconds, text) => {
    expect(renderDuration(milliseconds)).toBe(text);
    expect(renderTestSummary(1, milliseconds)).toBe(`1 tests completed in ${text}\n`);
  });
});
