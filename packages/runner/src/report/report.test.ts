import { readdirSync, readFileSync } from "node:fs";
import type { EnforcementLevel } from "@portcullis/config";
import { golden } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import { emptyEnvironment } from "../environment.js";
import { evaluatePolicy, type PolicyResult } from "../evaluate-policy.js";
import type { PolicySetResult } from "../policy-set.js";
import { ProgramCache } from "../program-cache.js";
import { renderPolicyCheckLog } from "./policy-check-log.js";
import { renderTraceJson } from "./trace-json.js";
import { renderTrace } from "./trace-text.js";

const traces = new URL("../../testdata/traces/", import.meta.url);
const logs = new URL("../../testdata/logs/", import.meta.url);

function evaluateFile(
  file: URL,
  fileName: string,
  enforcementLevel: EnforcementLevel,
): PolicyResult {
  const name = fileName.replace(/^\.\/|\.sentinel$/g, "");
  const text = readFileSync(file, "utf8");
  const policy = { name, fileName, text, enforcementLevel, params: new Map() };
  return evaluatePolicy(policy, emptyEnvironment, new ProgramCache());
}

describe("the trace of apply", () => {
  const cases = readdirSync(traces, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  it.each(cases.map(({ name }) => name))("is as published: %s", (name) => {
    const folder = new URL(`${name}/`, traces);
    const file = new URL("policy.sentinel", folder);
    const actual = renderTrace(evaluateFile(file, "policy.sentinel", "advisory"), false);
    expect(actual).toBe(golden(new URL("expected.txt", folder), actual));
  });

  it("does not speak of a failure when it was asked for", () => {
    const file = new URL("business-hours/policy.sentinel", traces);
    const trace = renderTrace(evaluateFile(file, "policy.sentinel", "advisory"), true);
    expect(trace).not.toContain("displayed due to");
    expect(trace).toContain("full contents of these values.\n\nFail - policy.sentinel\n");
  });
});

describe("the JSON trace", () => {
  it("has the names and positions that scripts read", () => {
    const { outcome } = evaluateFile(
      new URL("business-hours/policy.sentinel", traces),
      "policy.sentinel",
      "advisory",
    );
    expect(renderTraceJson(outcome)).toEqual({
      description: "A very basic policy to determine if a run is within working\nhours.",
      error: null,
      print: "some output\n",
      result: false,
      status: "fail",
      rules: {
        main: {
          desc: "",
          ident: "main",
          position: { filename: "policy.sentinel", offset: 158, line: 7, column: 1 },
          value: false,
        },
        is_open_hours: {
          desc: "Passes if run during business hours.",
          ident: "is_open_hours",
          position: { filename: "policy.sentinel", offset: 111, line: 5, column: 1 },
          value: true,
        },
      },
    });
  });
});

describe("the policy check log", () => {
  function setOf(
    folder: string,
    name: string,
    members: Readonly<Record<string, EnforcementLevel>>,
  ): PolicySetResult {
    const results = Object.entries(members).map(([member, level]) =>
      evaluateFile(new URL(`${folder}/${member}.sentinel`, logs), `./${member}.sentinel`, level),
    );
    return { name, results };
  }

  const hard = "hard-mandatory";
  const cases: Readonly<Record<string, PolicySetResult[]>> = {
    "one-failing": [setOf("one-failing", "sentinel_test_tfversion", { tfversion: hard })],
    "advisory-only": [setOf("advisory-only", "p", { passes: hard, remarks: "advisory" })],
    "two-sets": [
      setOf("two-sets", "errors", { broken: "soft-mandatory", plain: hard }),
      setOf("two-sets", "", { plain: hard }),
    ],
  };
  it.each(Object.entries(cases))("is as published: %s", (name, sets) => {
    const actual = renderPolicyCheckLog(sets);
    expect(actual).toBe(golden(new URL(`${name}/expected.txt`, logs), actual));
  });
});
