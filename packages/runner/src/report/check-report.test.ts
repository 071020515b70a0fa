import type { EnforcementLevel } from "@portcullis/config";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyEnvironment } from "../environment.js";
import { evaluatePolicy, type PolicyResult } from "../evaluate-policy.js";
import type { PolicySetResult } from "../policy-set.js";
import { ProgramCache } from "../program-cache.js";
import { renderCheckGitHub } from "./check-github.js";
import { type CheckJson, renderCheckJson } from "./check-json.js";
import { renderCheckJUnit } from "./check-junit.js";
import { MAX_COMMENT, renderCheckMarkdown } from "./check-markdown.js";
import { type CheckReport, exitCodeOfReport, pathOf } from "./check-report.js";
import { renderCheckSarif } from "./check-sarif.js";
import { renderCheckText } from "./check-text.js";

const programs = new ProgramCache();

function result(
  name: string,
  text: string,
  enforcementLevel: EnforcementLevel = "hard-mandatory",
): PolicyResult {
  const policy = {
    name,
    fileName: `./${name}.sentinel`,
    text,
    enforcementLevel,
    params: new Map(),
  };
  return evaluatePolicy(policy, emptyEnvironment, programs);
}

function report(results: readonly PolicyResult[], set: Partial<PolicySetResult> = {}): CheckReport {
  const sets = [{ name: "prod", folder: "policies", ...set, results }];
  return {
    failOn: "soft-mandatory",
    plans: [{ name: "plan.json", terraformVersion: "1.11.4", sets }],
  };
}

const everyKind = report([
  result("passes", "main = true\n"),
  {
    ...result("fails", 'print("a.b is open")\n\nmain = rule { false }\n'),
    resources: ["a.b", 'module.m["x"].c.d[0]'],
  },
  result("remarks", "main = false\n", "advisory"),
  result("unknown", "x = {}\nmain = x.missing\n", "soft-mandatory"),
  result("breaks", "main = nothing\n"),
  result("unread", "main = 1 +\n"),
]);

describe("the exit code", () => {
  it("is the highest that a policy at the level asks for", () => {
    expect(exitCodeOfReport(everyKind)).toBe(9);
    expect(exitCodeOfReport(report([result("a", "main = false"), result("b", "main = x")]))).toBe(
      3,
    );
    expect(exitCodeOfReport(report([result("a", "main = false", "advisory")]))).toBe(0);
    expect(exitCodeOfReport({ failOn: "advisory", plans: [] })).toBe(0);
  });
});

describe("paths in reports", () => {
  const inFolder = (folder: string | undefined, fileName: string) =>
    pathOf(fileName, { name: "s", results: [], ...(folder === undefined ? {} : { folder }) });
  it.each([
    ["policies", "./a.sentinel", "policies/a.sentinel"],
    [".", "./a.sentinel", "a.sentinel"],
    ["sets/prod", "../common/a.sentinel", "sets/common/a.sentinel"],
    ["sets\\prod", "./a.sentinel", "sets/prod/a.sentinel"],
    ["/abs/set", "./a.sentinel", "/abs/set/a.sentinel"],
    [".", "../outside.sentinel", undefined],
    ["policies", "https://host/a.sentinel", undefined],
    ["policies", "/etc/a.sentinel", undefined],
    [undefined, "./a.sentinel", undefined],
  ])("of %j and %j: %j", (folder, fileName, expected) => {
    expect(inFolder(folder, fileName)).toBe(expected);
  });
});

describe("as JSON", () => {
  const json = JSON.parse(renderCheckJson(everyKind)) as CheckJson;

  it("says what was checked and how it ended", () => {
    expect({ ...json, plans: json.plans.length }).toEqual({
      format: "portcullis.check",
      version: 1,
      fail_on: "soft-mandatory",
      result: false,
      exit_code: 9,
      plans: 1,
    });
    expect(json.plans[0]).toMatchObject({ plan: "plan.json", terraform_version: "1.11.4" });
    expect(json.plans[0]?.policy_sets[0]?.name).toBe("prod");
  });

  it("has each policy with its place, its reason and its trace", () => {
    const policies = json.plans[0]?.policy_sets[0]?.policies ?? [];
    expect(policies.map(({ name, status, counts, line }) => [name, status, counts, line])).toEqual([
      ["passes", "pass", false, 1],
      ["fails", "fail", true, 3],
      ["remarks", "fail", false, 1],
      ["unknown", "undefined", true, 2],
      ["breaks", "error", true, 1],
      ["unread", "error", true, 2],
    ]);
    expect(policies[1]).toMatchObject({
      path: "policies/fails.sentinel",
      reason: "a.b is open",
      resources: ["a.b", 'module.m["x"].c.d[0]'],
      trace: { print: "a.b is open\n", rules: { main: { value: false } } },
    });
    expect(policies.map(({ reason }) => reason)).toEqual([
      null,
      "a.b is open",
      "the rule main is false",
      'Undefined: the value of "main" is undefined; it first arose at ./unknown.sentinel:2:10',
      "Error: ./breaks.sentinel:1:8: unknown identifier accessed: nothing",
      "Error: ./unread.sentinel:2:1: unexpected end of file, expected an expression",
    ]);
  });
});

describe("as JUnit", () => {
  const xml = renderCheckJUnit(everyKind);

  it("is as red as the command: what does not count is skipped", () => {
    expect(xml).toMatch(
      /<testsuite name="plan\.json: prod" tests="6" failures="2" errors="2" skipped="1" time="\d+\.\d{6}">/,
    );
    const kinds = [...xml.matchAll(/<testcase name="(\w+)"[^>]*?(?:\/>|>\s*<(\w+))/g)];
    expect(kinds.map(([, name, kind]) => [name, kind])).toEqual([
      ["passes", undefined],
      ["fails", "failure"],
      ["remarks", "skipped"],
      ["unknown", "failure"],
      ["breaks", "error"],
      ["unread", "error"],
    ]);
  });

  it("has a suite for each plan and set", () => {
    const [plan] = everyKind.plans;
    if (plan === undefined) throw new Error("no plan");
    const two = { ...everyKind, plans: [plan, { ...plan, name: "b.json" }] };
    const names = [...renderCheckJUnit(two).matchAll(/<testsuite name="([^"]*)"/g)];
    expect(names.map(([, name]) => name)).toEqual(["plan.json: prod", "b.json: prod"]);
  });
});

describe("as SARIF", () => {
  const log = JSON.parse(renderCheckSarif(everyKind, "0.1.0"));
  const [run] = log.runs;

  it("has a rule for each policy and a result for each that did not pass", () => {
    expect(log.version).toBe("2.1.0");
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(
      ["passes", "fails", "remarks", "unknown", "breaks", "unread"].map((name) => `prod/${name}`),
    );
    for (const { ruleId, ruleIndex } of run.results)
      expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(run.results.map(({ level }: { level: string }) => level)).toEqual([
      "error",
      "warning",
      "error",
      "error",
      "error",
    ]);
  });

  it("points at the policy, and names the resources", () => {
    expect(run.results[0].locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: "policies/fails.sentinel" },
          region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 5 },
        },
        logicalLocations: [
          { fullyQualifiedName: "a.b", kind: "resource" },
          { fullyQualifiedName: 'module.m["x"].c.d[0]', kind: "resource" },
        ],
      },
    ]);
  });

  it("says of files that are not the user's own what they are relative to", () => {
    const { folder: _, ...set } = { ...everyKind.plans[0]?.sets[0], name: "prod", results: [] };
    const elsewhere = JSON.parse(
      renderCheckSarif(
        {
          ...report([result("fails", "main = false\n")]),
          plans: [
            {
              name: "p",
              terraformVersion: "",
              sets: [{ ...set, results: [result("fails", "main = false\n")] }],
            },
          ],
        },
        "0.1.0",
      ),
    ).runs[0];
    expect(elsewhere.results[0].locations[0].physicalLocation.artifactLocation).toEqual({
      uri: "fails.sentinel",
      uriBaseId: "POLICY_SET_prod",
    });
    expect(Object.keys(elsewhere.originalUriBaseIds)).toEqual(["POLICY_SET_prod"]);
  });

  it("encodes what a URI cannot hold", () => {
    const [first] = JSON.parse(
      renderCheckSarif(report([result("a b#c?d:e", "main = false\n")]), "0.1.0"),
    ).runs[0].results;
    expect(first.locations[0].physicalLocation.artifactLocation.uri).toBe(
      "policies/a%20b%23c%3Fd%3Ae.sentinel",
    );
  });
});

describe("as commands of GitHub", () => {
  it("annotates the place in the policy; a remark is a warning", () => {
    expect(renderCheckGitHub(everyKind).split("\n")).toEqual([
      "::error file=policies/fails.sentinel,line=3,col=1,title=prod/fails (hard-mandatory)::plan.json: a.b is open",
      "::warning file=policies/remarks.sentinel,line=1,col=1,title=prod/remarks (advisory)::plan.json: the rule main is false",
      expect.stringContaining("::error file=policies/unknown.sentinel,line=2,col=10,"),
      expect.stringContaining("::error file=policies/breaks.sentinel,line=1,col=8,"),
      expect.stringContaining("::error file=policies/unread.sentinel,line=2,col=1,"),
      "::notice title=Portcullis::6 policies evaluated, 5 not passed, 4 of them count",
      "",
    ]);
  });

  it("escapes what would end a command or a property", () => {
    const hostile = result("a,b: c", 'print("50%\\r\\n::error::x")\nmain = false\n');
    const [line] = renderCheckGitHub(report([hostile], { name: "s:1" })).split("\n");
    expect(line).toBe(
      "::error file=policies/a%2Cb%3A c.sentinel,line=2,col=1,title=s%3A1/a%2Cb%3A c (hard-mandatory)::plan.json: 50%25%0A::error::x",
    );
  });
});

describe("as Markdown", () => {
  it("has a table, what counts first, and details", () => {
    const text = renderCheckMarkdown(everyKind);
    expect(text).toContain(
      "6 evaluated over <code>plan&#46;json</code>: 1 passed, 4 failed at or above `soft-mandatory`, 1 below.",
    );
    const rows = text.split("\n").filter((line) => /^\| (?:❌|⚠️)/.test(line));
    expect(rows.map((row) => row.split(" | ")[1])).toEqual(
      ["fails", "unknown", "breaks", "unread", "remarks"].map(
        (name) => `<code>prod/${name}</code>`,
      ),
    );
    expect(text.match(/<details>/g)).toHaveLength(5);
  });

  it("is one sentence when all is well", () => {
    const text = renderCheckMarkdown(report([result("a", "main = true\n")]));
    expect(text).toContain("✅ Policies passed");
    expect(text).not.toContain("|");
  });

  it("is never longer than a comment may be", () => {
    const long = result("long", `print("${"x|`".repeat(3000)}")\nmain = false\n`);
    const text = renderCheckMarkdown(report(new Array(500).fill(long)));
    expect(text.length).toBeLessThanOrEqual(MAX_COMMENT);
    expect(text).toMatch(/\d+ more are left out here/);
  });

  it("lets nothing out of code", () => {
    const marks = "</code>@team #1 [x](http://e.vil) ![i](j) <script> \\| `` | a";
    const text = renderCheckMarkdown(
      report([result("a", `print(${JSON.stringify(`${marks}\n\`\`\`\n# head`)})\nmain = false\n`)]),
    );
    const outside = text
      .replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, "")
      .replace(/<code>[A-Za-z0-9 ,/&#;-]*<\/code>/g, "");
    expect(outside).not.toMatch(/team|vil|script|head/);
  });
});

describe("as text", () => {
  it("names plans where there are several, and shows what would steer the terminal", () => {
    const one = report([result("a", 'print("\\x1b[2J")\nmain = true\n')]);
    expect(renderCheckText(one)).toContain("\\x1b[2J");
    expect(renderCheckText(one)).not.toContain("Plan:");
    const two = { ...one, plans: [...one.plans, ...one.plans] };
    expect(renderCheckText(two)).toMatch(
      /^Plan: plan\.json\n\n=+ Results[\s\S]*2 plans checked: passed\.\n$/,
    );
  });
});

describe("whatever a policy prints", () => {
  const printing = (text: string): CheckReport => ({
    ...report(
      [
        (() => {
          const failed = result("a", "main = rule { false }\n");
          return {
            ...failed,
            outcome: { ...failed.outcome, output: `${text}\n` },
            resources: [text],
          };
        })(),
      ],
      { name: text },
    ),
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  const steering = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/u;

  it("steers no reader and breaks no format", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const given = printing(text);
        JSON.parse(renderCheckJson(given));
        const sarif = JSON.parse(renderCheckSarif(given, "0.1.0"));
        expect(JSON.stringify(sarif.runs[0].results[0].message)).not.toMatch(steering);
        for (const render of [
          renderCheckText,
          renderCheckJUnit,
          renderCheckGitHub,
          renderCheckMarkdown,
        ])
          expect(render(given)).not.toMatch(steering);
        for (const line of renderCheckGitHub(given).split("\n").slice(0, -1))
          expect(line).toMatch(/^::(?:error|notice) /);
      }),
      { numRuns: 50 },
    );
  });
});
