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

  it("reads plugins of both forms", () => {
    const older = read(`
import "pets" {
  path = "/bin/pets"
  args = ["-v", "2"]
  env  = ["HOME=/tmp", "A=b=c"]
  config = { url = "http://127.0.0.1", tries = 3 }
}
import "plain" { path = "plain" }
`).plugins;
    expect(older).toEqual([
      {
        name: "pets",
        source: "/bin/pets",
        args: ["-v", "2"],
        env: new Map([
          ["HOME", "/tmp"],
          ["A", "b=c"],
        ]),
        config: new Map<string, unknown>([
          ["url", "http://127.0.0.1"],
          ["tries", new FloatValue(3)],
        ]),
        place: "sentinel.hcl:2:1",
      },
      expect.objectContaining({ name: "plain", args: [], env: new Map(), config: new Map() }),
    ]);
    const { plugins, importSettings } = read(`
import "plugin" "pets" {
  source = "./pets"
  env    = { HOME = "/tmp" }
}
import "plugin" "time" {
  config = { timezone = "Australia/Brisbane" }
}
`);
    expect(plugins).toMatchObject([
      { name: "pets", source: "./pets", env: new Map([["HOME", "/tmp"]]) },
    ]);
    expect(importSettings).toEqual([
      {
        name: "time",
        config: new Map([["timezone", "Australia/Brisbane"]]),
        place: "sentinel.hcl:6:1",
      },
    ]);
  });

  it("reads features, and remarks on unknown ones", () => {
    const { features, warnings } = read(
      "sentinel {\n  features = { terraform = true, apply-all = false, other = true }\n}\n",
    );
    expect([...features]).toEqual([
      ["terraform", true],
      ["apply-all", false],
      ["other", true],
    ]);
    expect(warnings.map(({ place, message }) => [place, message])).toEqual([
      ["sentinel.hcl:1:1", 'unknown feature "other" is ignored'],
    ]);
  });

  it("remarks on modules of the older form beside imports of the newer", () => {
    const { warnings } = read(
      'module "a" { source = "x" }\nimport "module" "b" { source = "y" }\n',
    );
    expect(warnings.map(({ message }) => message)).toEqual([
      'module "a" is of an older form than import "module" "b"',
    ]);
  });

  it("reads the module of a mock as the attribute that it once was", () => {
    const { mocks } = read('mock "a" {\n  module = { source = "x.sentinel" }\n}\n');
    expect(mocks).toMatchObject([{ kind: "module", name: "a", source: "x.sentinel" }]);
  });

  it("takes a policy's label for its file, with or without ending", () => {
    const { policies } = read('policy "a.sentinel" {}\npolicy "b" {}\n');
    expect(policies.map(({ source }) => source)).toEqual(["./a.sentinel", "./b.sentinel"]);
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
    ["missing labels", "policy { }", "sentinel.hcl:1:1: a policy block has a name; given: none"],
    [
      "too many labels",
      'param "a" "b" { value = 1 }',
      'sentinel.hcl:1:1: a param block has a name; given: "a" and "b"',
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
      'sentinel.hcl:2:1: policy "a" is declared twice',
    ],
    [
      "two imports of one name",
      'module "a" { source = "x" }\nimport "module" "a" { source = "y" }',
      'sentinel.hcl:2:1: import "module" "a" is declared twice',
    ],
    ["two tests", "test { }\ntest { }", "sentinel.hcl:2:1: test is declared twice"],
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
      'sentinel.hcl:1:8: Invalid import kind "script", allowed values module, plugin or static',
    ],
    [
      "an import without labels",
      "import { }",
      "sentinel.hcl:1:1: an import block has a kind and a name as labels",
    ],
    [
      "a program's arguments without the program",
      'import "plugin" "a" {\n  args = ["-v"]\n  env = { A = "1" }\n}',
      'sentinel.hcl:2:10: "args" needs "source", the program that it is for',
      'sentinel.hcl:3:9: "env" needs "source", the program that it is for',
    ],
    [
      "an older plugin without path",
      'import "a" { }',
      'sentinel.hcl:1:1: "import" needs the attribute "path"',
    ],
    [
      "arguments and variables of the wrong type",
      'import "a" {\n  path = "x"\n  args = [1]\n  env = ["A"]\n}\nimport "b" {\n  path = "x"\n  args = "-v"\n  env = { A = 1 }\n}',
      'sentinel.hcl:3:10: "args" must be a list of strings, but holds a number',
      'sentinel.hcl:4:9: "A" has no name and value',
      'sentinel.hcl:8:10: "args" must be a list of strings, not a string',
      'sentinel.hcl:9:9: "A" must be a string, not a number',
    ],
    [
      "plugins of two forms",
      'import "a" {\n  path = "x"\n}\nimport "static" "b" {\n  source = "y"\n  format = "json"\n}',
      'sentinel.hcl:1:1: import "a" is of an older form than import "static" "b"',
    ],
    [
      "a plugin and a module of one name",
      'module "a" { source = "x" }\nimport "a" { path = "y" }',
      'sentinel.hcl:2:1: import "a" is declared twice',
    ],
    [
      "a feature that is no switch",
      'sentinel {\n  features = { terraform = "yes" }\n}',
      'sentinel.hcl:2:14: "terraform" must be true or false, not a string',
    ],
    [
      "a mock's module of old without source",
      'mock "a" {\n  module = { path = "x" }\n}',
      'sentinel.hcl:2:12: unknown attribute "path" in "module"',
      'sentinel.hcl:2:12: "module" needs the attribute "source", which is a string',
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
