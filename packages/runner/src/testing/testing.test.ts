import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { golden } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import { ProgramCache } from "../program-cache.js";
import { LoadError } from "../source-reader.js";
import { parseCaseFilter } from "./case-filter.js";
import { reportCase } from "./case-report.js";
import { discoverTests } from "./discover-tests.js";
import { type PolicyReport, reportPolicy } from "./policy-report.js";
import { runCase } from "./run-case.js";
import { renderFailures } from "./test-failures.js";
import { renderTestJson } from "./test-json.js";
import { renderTestJUnit } from "./test-junit.js";
import { renderPolicyTests, renderTestSummary } from "./test-text.js";

const testdata = new URL("../../testdata/tests/", import.meta.url);
const pathOf = (name: string) => relative("", fileURLToPath(new URL(name, testdata)));
const policies = pathOf("policies");

function report(path: string): PolicyReport[] {
  const programs = new ProgramCache();
  return discoverTests([path]).map((tests) =>
    reportPolicy(
      tests,
      tests.cases.map((each) =>
        reportCase(runCase({ policy: tests.policy, path: each }, { programs }), {
          allTraces: true,
          json: true,
        }),
      ),
    ),
  );
}

describe("the text of test", () => {
  it("is what users of the language's command know", () => {
    const actual = report(policies)
      .map((each) => renderPolicyTests(each))
      .join("");
    expect(actual).toBe(golden(new URL("expected.txt", testdata), actual));
  });

  it("has logs, traces and remarks of all cases with -verbose", () => {
    const actual = report(pathOf("verbose"))
      .map((each) => renderPolicyTests(each, { verbose: true }))
      .join("");
    expect(actual).toBe(golden(new URL("verbose.txt", testdata), actual));
  });

  it("ends with the policies that were tested", () => {
    expect(renderTestSummary(1, 3.568391)).toBe("1 tests completed in 3.568391ms\n");
  });

  it("shows what went wrong with the line of the source", () => {
    const failures = renderFailures(report(policies));
    expect(failures.split("\n")[0]).toBe("7 of 8 cases did not pass");
    expect(failures).toContain(`
FAIL tfversion.sentinel, test/tfversion/fail.hcl
  tfversion.sentinel:8:1: expected "main" to be true, got: false
    8 | main = rule`);
    expect(failures).toContain(`
ERROR demo.sentinel, test/demo/good.hcl
  demo.sentinel:10:9: unsupported type for looping: undefined
    10 | `);
    expect(renderFailures(report(pathOf("verbose")))).toBe("");
  });
});

describe("the JSON of test", () => {
  const json = renderTestJson(report(policies), 1.5) as {
    readonly policies: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };

  it("has the fields that the documents list", () => {
    expect(json).toMatchObject({ duration: 1_500_000 });
    const path = `${policies}/tfversion.sentinel`;
    expect(json.policies[path]).toEqual({
      path,
      status: "FAIL",
      errors: null,
      cases: {
        "test/tfversion/fail.hcl": {
          path: "test/tfversion/fail.hcl",
          status: "FAIL",
          errors: null,
          trace: expect.objectContaining({ result: false, print: "", error: null }),
          rule_detail: {
            main: {
              expected: true,
              actual: false,
              message: 'expected "main" to be true, got: false',
            },
          },
          config_warnings: null,
          config_legacy: false,
          duration: expect.any(Number),
        },
        "test/tfversion/pass.hcl": expect.objectContaining({ status: "PASS", rule_detail: {} }),
      },
    });
  });

  it("tells policies without cases, and those that cannot run, apart", () => {
    expect(json.policies[`${policies}/untested.sentinel`]).toEqual({
      path: `${policies}/untested.sentinel`,
      status: "?",
      errors: null,
      cases: {},
    });
    expect(json.policies[`${policies}/broken.sentinel`]).toMatchObject({
      status: "ERROR",
      errors: ["broken.sentinel:2:1: unexpected end of file, expected an expression"],
    });
  });
});

describe("the JUnit XML of test", () => {
  it("has a suite a policy, and says what failed", () => {
    const xml = renderTestJUnit(report(policies));
    expect(xml).toMatch(
      /^<\?xml [^\n]+\n<testsuites name="portcullis" tests="8" failures="3" errors="4" time="[\d.]+">\n/,
    );
    expect(xml).toMatch(
      /<testcase name="test\/tfversion\/fail.hcl" classname="[^"]+tfversion.sentinel" file="[^"]+fail.hcl" time="[\d.]+">\n {6}<failure message="expected &quot;main&quot; to be true, got: false">/,
    );
    expect(xml).toContain("<error message=");
  });
});

describe("discovery", () => {
  it("takes single policies too, each once", () => {
    const path = `${policies}/tfversion.sentinel`;
    const [tests, ...others] = discoverTests([path, `./${path}`]);
    expect(others).toEqual([]);
    expect(tests?.cases.length).toBe(2);
    expect(() => discoverTests([`${policies}/missing.sentinel`])).toThrow(LoadError);
  });

  // The first three lines are those of the documents.
  it.each([
    ["number", ["require-even-number/fail.hcl", "require-even-number/missing.hcl"]],
    ["require-even-number/fail", ["require-even-number/fail.hcl"]],
    ["/pass", ["tfversion/pass.hcl"]],
    ["^tfversion$", ["tfversion/fail.hcl", "tfversion/pass.hcl"]],
    ["tfversion.sentinel/^pass.hcl$", ["tfversion/pass.hcl"]],
    ["(?i)TFVERSION/(?i)F", ["tfversion/fail.hcl"]],
    ["nothing", []],
  ])("chooses with -run=%s", (pattern, cases) => {
    const found = discoverTests([policies], parseCaseFilter(pattern));
    expect(found.flatMap((each) => each.cases)).toEqual(
      cases.map((path) => `${policies}/test/${path}`),
    );
  });

  it("keeps policies without cases only where no case is asked for", () => {
    const choose = (pattern: string) => discoverTests([policies], parseCaseFilter(pattern)).length;
    expect([choose("untested"), choose("untested/")]).toEqual([1, 0]);
  });
});
