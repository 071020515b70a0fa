import { FloatValue } from "@portcullis/language";
import { describe, expect, it } from "vitest";
import { type Configuration, parseConfiguration } from "./index.js";

function read(data: unknown): Configuration {
  const { configuration, problems } = parseConfiguration("c.json", text(data));
  if (configuration === undefined) throw new Error(JSON.stringify(problems));
  return configuration;
}

function problemsOf(data: unknown): string[] {
  const { problems = [] } = parseConfiguration("c.json", text(data));
  return problems.map(({ place, message }) => `${place}: ${message}`);
}

function text(data: unknown): string {
  return typeof data === "string" ? data : JSON.stringify(data);
}

describe("JSON with the blocks of HCL", () => {
  it("says all that HCL can say", () => {
    const configuration = read({
      policy: { foo: { source: "./foo.sentinel", params: { n: 7 } }, bar: {} },
      import: {
        module: { m: { source: "m.sentinel" } },
        static: { people: { source: "people.json", format: "json" } },
        plugin: { time: { config: { timezone: "UTC" } } },
      },
      mock: {
        "tfplan/v2": { module: { source: "mock.sentinel" } },
        strings: { data: { x: [1, null] } },
      },
      param: { limit: { value: 1.5 } },
      global: { day: { value: "monday" } },
      sentinel: { features: { terraform: true } },
      test: { rules: { main: false } },
    });
    expect(configuration).toMatchObject({
      isLegacy: false,
      policies: [
        { name: "foo", source: "./foo.sentinel", params: new Map([["n", new FloatValue(7)]]) },
        { name: "bar", source: "./bar.sentinel" },
      ],
      modules: [{ name: "m", source: "m.sentinel" }],
      staticImports: [{ name: "people", source: "people.json" }],
      importSettings: [{ name: "time", config: new Map([["timezone", "UTC"]]) }],
      mocks: [
        { kind: "module", name: "tfplan/v2", source: "mock.sentinel" },
        { kind: "data", name: "strings", data: { x: [new FloatValue(1), null] } },
      ],
      params: new Map([["limit", 1.5]]),
      globals: new Map([["day", "monday"]]),
      features: new Map([["terraform", true]]),
      expectedRules: new Map([["main", false]]),
    });
  });

  it("may write blocks as lists", () => {
    const { policies } = read({ policy: [{ a: {} }, { b: [{ source: "x" }] }] });
    expect(policies.map(({ name, source }) => [name, source])).toEqual([
      ["a", "./a.sentinel"],
      ["b", "x"],
    ]);
  });

  it("reads strings as they stand", () => {
    const marks = "$" + "{x}";
    expect(read({ policy: {}, param: { p: { value: marks } } }).params.get("p")).toBe(marks);
  });

  it("knows plugins of the older form by their path", () => {
    const { plugins } = read({ import: { module: { path: "/bin/module", args: ["-v"] } } });
    expect(plugins).toMatchObject([{ name: "module", source: "/bin/module", args: ["-v"] }]);
  });

  it.each([
    [
      "a value in place of a block",
      { policy: { a: 1 } },
      "c.json:1:16: expected an object, found a number",
    ],
    ["an unknown block", { polcy: { a: {} } }, 'c.json:1:2: unknown block "polcy"'],
    [
      "an unknown attribute",
      { policy: { a: { level: 1 } } },
      'c.json:1:17: unknown attribute "level" in "policy"',
    ],
    [
      "an unknown kind",
      { import: { x: { a: {} } } },
      'c.json:1:12: Invalid import kind "x", allowed values module, plugin or static',
    ],
    ["a list at the top", [], "c.json:1:1: a configuration in JSON is an object, not a list"],
    [
      "a repeated name",
      '{"policy": {"a": {},\n"a": {}}}',
      'c.json:2:1: policy "a" is declared twice',
    ],
    ["broken JSON", '{"policy": {}', 'c.json:1:14: expected "," or "}", found the end of the file'],
    [
      "text after the end",
      "{} x",
      'c.json:1:4: expected the end of the file after the JSON value, found "x"',
    ],
  ])("reports %s", (_, data, problem) => expect(problemsOf(data)).toEqual([problem]));
});

describe("JSON of the first generation", () => {
  it("says the same with other keys", () => {
    const configuration = read({
      mock: { time: { now: { hour: 9 } }, "tfplan/v2": "mock-tfplan.sentinel" },
      modules: { foo: { path: "modules/foo.sentinel" } },
      imports: { x: { path: "/bin/x", args: ["-v"], env: { A: "b" }, config: { n: 1 } } },
      global: { day: "monday" },
      param: { limit: 3, value: { value: 1 } },
      test: { main: false },
    });
    expect(configuration).toMatchObject({
      isLegacy: true,
      mocks: [
        { kind: "data", name: "time", data: { now: { hour: new FloatValue(9) } } },
        { kind: "module", name: "tfplan/v2", source: "mock-tfplan.sentinel" },
      ],
      modules: [{ name: "foo", source: "modules/foo.sentinel" }],
      plugins: [{ name: "x", source: "/bin/x", args: ["-v"], env: new Map([["A", "b"]]) }],
      globals: new Map([["day", "monday"]]),
      expectedRules: new Map([["main", false]]),
    });
    expect(configuration.params.get("limit")).toEqual(new FloatValue(3));
    expect(configuration.params.get("value")).toEqual({ value: new FloatValue(1) });
  });

  it.each([
    ["a mock that is a file", { mock: { x: "x.sentinel" } }],
    ["a mock that is data", { mock: { x: { now: 1 } } }],
    ["an empty mock", { mock: { x: {} } }],
    ["a bare parameter", { param: { limit: 3 } }],
    ["modules", { modules: {} }],
    ["rules without the key for them", { test: { main: true } }],
    ["an empty test", { test: {} }],
  ])("is known by %s", (_, data) => expect(read(data).isLegacy).toBe(true));

  it.each([
    ["nothing at all", {}],
    ["blocks", { mock: { x: { data: { a: 1 } } }, param: { p: { value: 1 } } }],
    ["rules in a test", { test: { rules: { main: true } } }],
  ])("is not assumed for %s", (_, data) => expect(read(data).isLegacy).toBe(false));

  it.each([
    ["an unknown key", { modules: {}, other: 1 }, 'c.json:1:15: unknown key "other"'],
    [
      "a section that is no object",
      { modules: [] },
      'c.json:1:12: "modules" must be an object, not a list',
    ],
    [
      "a module without path",
      { modules: { a: {} } },
      'c.json:1:13: module "a" needs the key "path"',
    ],
    [
      "a name of two imports",
      { modules: { a: { path: "x" } }, imports: { a: { path: "y" } } },
      'c.json:1:42: import "a" is declared twice',
    ],
  ])("reports %s", (_, data, problem) => expect(problemsOf(data)).toEqual([problem]));
});
