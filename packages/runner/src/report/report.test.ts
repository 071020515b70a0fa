import { readdirSync, readFileSync } from "node:fs";
import type { EnforcementLevel } from "@portcullis/config";
import { compilePolicy, type ImportSource, SourceFile } from "@portcullis/language";
import { golden } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import { emptyEnvironment } from "../environment.js";
import { evaluatePolicy, type PolicyResult } from "../evaluate-policy.js";
import type { PolicySetResult } from "../policy-set.js";
import { ProgramCache } from "../program-cache.js";
import { jsonText } from "./json.js";
import { renderPolicyCheckLog } from "./policy-check-log.js";
import { terminalStyle } from "./style.js";
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
  const programs = new ProgramCache();
  return evaluatePolicy(policy, { ...emptyEnvironment, imports: modulesBeside(file) }, programs);
}

/** The other policies in a file's folder, as modules under the names of their files. */
function modulesBeside(file: URL): Map<string, ImportSource> {
  const imports = new Map<string, ImportSource>();
  for (const name of readdirSync(new URL(".", file)).filter((other) => /\.sentinel$/.test(other))) {
    const text = readFileSync(new URL(name, file), "utf8");
    const { program } = compilePolicy(new SourceFile(`./${name}`, text));
    if (program !== undefined)
      imports.set(name.replace(".sentinel", ""), { kind: "module", program });
  }
  return imports;
}

describe("the trace of apply", () => {
  const cases = readdirSync(traces, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  it.each(cases.map(({ name }) => name))("is as published: %s", (name) => {
    const folder = new URL(`${name}/`, traces);
    const file = new URL("policy.sentinel", folder);
    const actual = renderTrace([evaluateFile(file, "policy.sentinel", "advisory")], false);
    expect(actual).toBe(golden(new URL("expected.txt", folder), actual));
  });

  it("does not speak of a failure when it was asked for", () => {
    const file = new URL("business-hours/policy.sentinel", traces);
    const trace = renderTrace([evaluateFile(file, "policy.sentinel", "advisory")], true);
    expect(trace).not.toContain("displayed due to");
    expect(trace).toContain("full contents of these values.\n\nFail - policy.sentinel\n");
  });
});

describe("the trace on a terminal", () => {
  const painted = (name: string): string[] => {
    const file = new URL(`${name}/policy.sentinel`, traces);
    const result = evaluateFile(file, "policy.sentinel", "advisory");
    return renderTrace([result], true, terminalStyle).split("\n");
  };

  it("has bold headings, a yellow failure and its rule in red", () => {
    expect(painted("business-hours")).toEqual(
      expect.arrayContaining([
        "\x1b[33mFail\x1b[0m - policy.sentinel",
        "\x1b[1mDescription:\x1b[0m",
        "\x1b[1mPrint messages:\x1b[0m",
        '\x1b[31mpolicy.sentinel:7:1 - Rule "main"\x1b[0m',
        '\x1b[1mpolicy.sentinel:5:1 - Rule "is_open_hours"\x1b[0m',
      ]),
    );
  });

  it("says the same as without colours", () => {
    for (const name of ["business-hours", "values", "enclosing-rules", "undefined"]) {
      const expected = readFileSync(new URL(`${name}/expected.txt`, traces), "utf8");
      const words = ["\x1b[0m", "\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[33m"];
      const plain = words.reduce(
        (text, word) => text.replaceAll(word, ""),
        painted(name).join("\n"),
      );
      expect(plain).toBe(
        expected.replace("The trace is displayed due to a failed policy.\n\n", ""),
      );
    }
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

function traceJsonOf(name: string) {
  const file = new URL(`${name}/policy.sentinel`, traces);
  return renderTraceJson(evaluateFile(file, "policy.sentinel", "advisory").outcome);
}

describe("the JSON trace of every kind of outcome", () => {
  it("sorts the names of rules and the keys of values", () => {
    const { rules } = traceJsonOf("values");
    expect(Object.keys(rules)).toEqual(["apple", "main", "mango", "zebra"]);
    expect(jsonText(rules.apple?.value ?? null).replace(/\s+/g, "")).toBe(
      '{"1":[null,null,"x"],"a":{},"b":[1,2.5,[]]}',
    );
  });

  it("names the place where an undefined value arose", () => {
    const { result, error, status, undefined_at } = traceJsonOf("undefined");
    expect({ result, error, status, undefined_at }).toEqual({
      result: false,
      error: null,
      status: "undefined",
      undefined_at: "policy.sentinel:2:20",
    });
    expect(traceJsonOf("values")).not.toHaveProperty("undefined_at");
  });

  it("has the text of an error, and null for rules it interrupted", () => {
    const { error, rules, description } = traceJsonOf("enclosing-rules");
    expect(error).toMatch(/^policy\.sentinel:10:27: error calling function "length": /);
    expect(rules.main?.value).toBeNull();
    expect(rules.fine?.value).toBe(true);
    expect(rules.failing?.desc).toBe("What the failing\nrule is about.");
    expect(description).toBe("Only the first group of comments\ndescribes the policy.");
  });

  it("prefers the policy's rule to a module's of the same name", () => {
    const { rules, print } = traceJsonOf("modules");
    expect(print).toBe("shared is set up\n");
    expect(Object.values(rules).map(({ position }) => position.filename)).toEqual([
      "policy.sentinel",
      "policy.sentinel",
    ]);
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
    causes: [
      setOf("causes", "causes", {
        unknown: hard,
        unfinished: "advisory",
        mistaken: "soft-mandatory",
      }),
    ],
    "two-sets": [
      setOf("two-sets", "errors", { broken: "soft-mandatory", plain: hard }),
      setOf("two-sets", "", { plain: hard }),
    ],
  };
  it.each(Object.entries(cases))("is as published: %s", (name, sets) => {
    const actual = renderPolicyCheckLog(sets);
    expect(actual).toBe(golden(new URL(`${name}/expected.txt`, logs), actual));
  });

  it("has a title of 80 columns, an odd one on the left", () => {
    for (let length = 1; length <= 50; length++) {
      const name = "n".repeat(length);
      const [title = ""] = renderPolicyCheckLog([{ name, results: [] }]).split("\n");
      const [, left = "", right = ""] = /^(=+) Results for policy set: n+ (=+)$/.exec(title) ?? [];
      expect(title).toHaveLength(80);
      expect(left.length - right.length).toBe(length % 2 === 0 ? 0 : 1);
    }
    const name = "n".repeat(100);
    expect(renderPolicyCheckLog([{ name, results: [] }])).toMatch(
      /^ Results for policy set: n{100} \n/,
    );
  });
});
