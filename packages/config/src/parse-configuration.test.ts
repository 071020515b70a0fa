import { FloatValue } from "@portcullis/language";
import { describe, expect, it } from "vitest";
import { type Configuration, parseConfiguration, renderConfigurationProblem } from "./index.js";

function read(text: string): Configuration {
  const { configuration, problems } = parseConfiguration("sentinel.hcl", text);
  if (configuration === undefined)
    throw new Error(problems.map(renderConfigurationProblem).join("\n"));
  return configuration;
}

function problemsOf(text: string): string[] {
  const { problems = [] } = parseConfiguration("sentinel.hcl", text);
  return problems.map(({ place, message }) => `${place}: ${message}`);
}

describe("parseConfiguration", () => {
  it("reads policies in the order of the file", () => {
    const { policies } = read(`
policy "restrict-ssh" {
  source            = "./policies/ssh.sentinel"
  enforcement_level = "hard-mandatory"
  params = {
    ports = [22, "any"]
    strict = true
  }
}
policy tags {
}
`);
    expect(policies).toEqual([
      {
        name: "restrict-ssh",
        source: "./policies/ssh.sentinel",
        enforcementLevel: "hard-mandatory",
        params: new Map<string, unknown>([
          ["ports", [new FloatValue(22), "any"]],
          ["strict", true],
        ]),
        place: "sentinel.hcl:2:1",
      },
      {
        // Without a source the file beside the configuration is meant; without a level, advisory.
        name: "tags",
        source: "./tags.sentinel",
        enforcementLevel: "advisory",
        params: new Map(),
        place: "sentinel.hcl:10:1",
      },
    ]);
  });

  it("reads modules, static imports, mocks, parameters and globals", () => {
    const configuration = read(`
module "older" { source = "./older.sentinel" }
import "module" "tfplan-functions" { source = "../functions.sentinel" }
import "static" "people" {
  source = "people.json"
  format = "json"
}
mock "tfplan/v2" {
  module {
    source = "mock-tfplan.sentinel"
  }
}
mock "time" { data = { now = { hour = 9 }, "constructor" = null } }
param "limit" { value = 1.5 }
global "day" { value = "monday" }
`);
    expect(configuration.modules.map(({ name, source }) => [name, source])).toEqual([
      ["older", "./older.sentinel"],
      ["tfplan-functions", "../functions.sentinel"],
    ]);
    expect(configuration.staticImports.map(({ name }) => name)).toEqual(["people"]);
    expect(configuration.mocks).toEqual([
      {
        kind: "module",
        name: "tfplan/v2",
        source: "mock-tfplan.sentinel",
        place: "sentinel.hcl:9:3",
      },
      { kind: "data", name: "time", data: { now: { hour: new FloatValue(9) }, constructor: null } },
    ]);
    expect(configuration.params.get("limit")).toBe(1.5);
    expect(configuration.globals.get("day")).toBe("monday");
    expect(configuration.expectedRules).toBeUndefined();
  });

  it("reads the rules that a test case expects", () => {
    const { expectedRules } = read("test {\n  rules = { main = false, found = [] }\n}\n");
    expect([...(expectedRules ?? [])]).toEqual([
      ["main", false],
      ["found", []],
    ]);
    expect(read("test {\n}\n").expectedRules?.size).toBe(0);
  });

  const wrong: [name: string, text: string, ...problems: string[]][] = [
    ["a syntax error", 'policy "a" {', 'sentinel.hcl:1:12: block "policy" is not closed'],
    ["an unknown block", 'polcy "a" { }', 'sentinel.hcl:1:1: unknown block "polcy"'],
    [
      "a block named like a property",
      "constructor { }",
      'sentinel.hcl:1:1: unknown block "constructor"',
    ],
    ["an attribute at the top", "a = 1", 'sentinel.hcl:1:1: unknown attribute "a"'],
    [
      "an unknown attribute",
      'policy "a" { level = "advisory" }',
      'sentinel.hcl:1:14: unknown attribute "level" in "policy"',
    ],
    ["missing labels", "policy { }", 'sentinel.hcl:1:1: a "policy" block has a name, but 0 given'],
    [
      "too many labels",
      'param "a" "b" { value = 1 }',
      'sentinel.hcl:1:1: a "param" block has a name, but 2 given',
    ],
    [
      "a level nobody knows",
      'policy "a" { enforcement_level = "hard" }',
      'sentinel.hcl:1:34: unknown enforcement level "hard"',
    ],
    [
      "a source that is no string",
      'policy "a" { source = 1 }',
      'sentinel.hcl:1:23: "source" must be a string, not a number',
    ],
    [
      "parameters that are no map",
      'policy "a" { params = [1] }',
      'sentinel.hcl:1:23: "params" must be a map, not a list',
    ],
    [
      "two policies of one name",
      'policy "a" { }\npolicy "a" { }',
      'sentinel.hcl:2:1: policy "a" is given twice',
    ],
    [
      "two imports of one name",
      'module "a" { source = "x" }\nimport "module" "a" { source = "y" }',
      'sentinel.hcl:2:1: import "a" is given twice',
    ],
    ["two tests", "test { }\ntest { }", 'sentinel.hcl:2:1: "test" is given twice'],
    [
      "a module without source",
      'module "a" { }',
      'sentinel.hcl:1:1: "module" needs the attribute "source"',
    ],
    [
      "a mock of nothing",
      'mock "a" { }',
      'sentinel.hcl:1:1: mock "a" needs either "data" or one "module" block',
    ],
    [
      "a mock of two kinds",
      'mock "a" {\n  data = {}\n  module { source = "x" }\n}',
      'sentinel.hcl:1:1: mock "a" needs either "data" or one "module" block',
    ],
    [
      "a parameter without value",
      'param "a" { }',
      'sentinel.hcl:1:1: "param" needs the attribute "value"',
    ],
    [
      "static data of another format",
      'import "static" "a" { source = "x" }',
      'sentinel.hcl:1:1: static import "a" needs format = "json"',
    ],
    [
      "an unknown kind of import",
      'import "script" "a" { source = "x" }',
      'sentinel.hcl:1:1: invalid import kind "script"',
    ],
    [
      "a plugin",
      'import "plugin" "a" { source = "x" }',
      'sentinel.hcl:1:1: "import plugin a" is not supported yet',
    ],
    [
      "an older plugin",
      'import "a" { path = "x" }',
      'sentinel.hcl:1:1: "import a" is not supported yet',
    ],
    [
      "features",
      "sentinel {\n  features = { terraform = true }\n}",
      'sentinel.hcl:1:1: "sentinel" is not supported yet',
    ],
    [
      "all there is",
      "a = 1\nb { }",
      'sentinel.hcl:1:1: unknown attribute "a"',
      'sentinel.hcl:2:1: unknown block "b"',
    ],
  ];
  it.each(wrong)("reports %s at its place", (_, text, ...problems) => {
    const found = problemsOf(text);
    expect(found.length).toBe(problems.length);
    for (const [index, problem] of problems.entries()) expect(found[index]).toContain(problem);
  });
});
