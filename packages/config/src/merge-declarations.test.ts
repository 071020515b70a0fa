import { describe, expect, it } from "vitest";
import { type Configuration, isOverride, parseConfigurationFiles } from "./index.js";

/** Files given as name and text. */
type Files = Readonly<Record<string, string>>;

function read(files: Files): Configuration {
  const { configuration, problems } = parse(files);
  if (configuration === undefined) throw new Error(JSON.stringify(problems));
  return configuration;
}

function problemsOf(files: Files): string[] {
  return (parse(files).problems ?? []).map(({ place, message }) => `${place}: ${message}`);
}

function parse(files: Files) {
  const named = Object.entries(files).map(([name, text]) => ({ name, text }));
  return parseConfigurationFiles(named);
}

describe("several files", () => {
  it("are one configuration, in their order", () => {
    const { policies, params } = read({
      "a.hcl": 'policy "one" {}\nparam "limit" { value = 1 }',
      "b.hcl": 'policy "two" {}',
    });
    expect(policies.map(({ name, place }) => [name, place])).toEqual([
      ["one", "a.hcl:1:1"],
      ["two", "b.hcl:1:1"],
    ]);
    expect(params.size).toBe(1);
  });

  it("share names", () => {
    const { problems } = parse({ "a.hcl": 'policy "one" {}', "b.hcl": '\npolicy "one" {}' });
    expect(problems).toEqual([
      {
        place: "b.hcl:2:1",
        message: 'policy "one" is declared twice',
        hint: 'policy "one" is at a.hcl:1:1; remove one of the two',
      },
    ]);
  });

  it("report what is wrong in each", () => {
    expect(problemsOf({ "a.hcl": "polcy {}", "b.hcl": "test {\n  rule = {}\n}" })).toEqual([
      'a.hcl:1:1: unknown block "polcy"',
      'b.hcl:2:3: unknown attribute "rule" in "test"',
    ]);
    expect(problemsOf({ "a.hcl": "policy {", "b.hcl": "}", "c.hcl": "x {}" })).toEqual([
      'a.hcl:1:8: block "policy" is not closed before the end of the file',
      'b.hcl:1:1: "}" closes nothing',
    ]);
  });
});

describe("override files", () => {
  it.each([
    ["override.hcl", true],
    ["override.json", true],
    ["x_override.hcl", true],
    ["conf/x_override.json", true],
    ["conf/override.hcl", true],
    ["overrides.hcl", false],
    ["x-override.hcl", false],
    ["myoverride.hcl", false],
    ["override.hcl.bak", false],
  ])("%s: %s", (name, expected) => expect(isOverride(name)).toBe(expected));

  const base = `
policy "one" {
  source            = "one.sentinel"
  enforcement_level = "advisory"
  params            = { a = 1, b = 2 }
}
mock "time" { data = { hour = 9 } }
mock "tfplan/v2" {
  module {
    source = "mock.sentinel"
  }
}
import "plugin" "pets" {
  source = "pets"
  args   = ["-v"]
}
sentinel {
  features = { terraform = true }
}
`;

  it("replace what they set, whole, and leave the rest", () => {
    const { policies, plugins, features } = read({
      "override.hcl": `
policy "one" {
  enforcement_level = "hard-mandatory"
  params            = { c = "x" }
}
import "plugin" "pets" {
  source = "cats"
}
sentinel {
  features = { apply-all = true }
}
`,
      "sentinel.hcl": base,
    });
    expect(policies).toMatchObject([
      {
        source: "one.sentinel",
        enforcementLevel: "hard-mandatory",
        params: new Map([["c", "x"]]),
        place: "sentinel.hcl:2:1",
      },
    ]);
    expect(plugins).toMatchObject([{ source: "cats", args: ["-v"] }]);
    expect([...features]).toEqual([["apply-all", true]]);
  });

  it("turn a mock of one kind into the other", () => {
    const { mocks } = read({
      "sentinel.hcl": base,
      "override.hcl": `
mock "time" {
  module {
    source = "time.sentinel"
  }
}
mock "tfplan/v2" {
  data = { raw = null }
}
`,
    });
    expect(mocks).toMatchObject([
      { kind: "module", name: "time", source: "time.sentinel" },
      { kind: "data", name: "tfplan/v2", data: { raw: null } },
    ]);
  });

  it("are taken in the order of their names", () => {
    const level = (text: string) => `policy "one" {\n  enforcement_level = "${text}"\n}`;
    const { policies } = read({
      "z_override.json": '{"policy": {"one": {"source": "z.sentinel"}}}',
      "b_override.hcl": level("hard-mandatory"),
      "a_override.hcl": level("soft-mandatory"),
      "sentinel.hcl": base,
    });
    expect(policies).toMatchObject([{ enforcementLevel: "hard-mandatory", source: "z.sentinel" }]);
  });

  it("may bring what is required, as that is checked after merging", () => {
    const { modules } = read({
      "sentinel.hcl": 'module "m" {}',
      "override.hcl": 'module "m" { source = "m.sentinel" }',
    });
    expect(modules).toMatchObject([{ source: "m.sentinel", place: "sentinel.hcl:1:1" }]);
  });

  it("replace a test, or add one, and may add features", () => {
    const files = { "override.hcl": "test {\n  rules = { main = false }\n}\nsentinel {}" };
    expect([...(read(files).expectedRules ?? [])]).toEqual([["main", false]]);
    const both = { ...files, "a.hcl": "test {\n  rules = { other = true }\n}" };
    expect([...(read(both).expectedRules ?? [])]).toEqual([["main", false]]);
  });

  it("cannot declare anything else", () => {
    expect(
      problemsOf({
        "sentinel.hcl": base,
        "override.hcl":
          'policy "x" {}\nmodule "pets" {}\nparam "p" { value = 1 }\nimport "static" "pets" {}',
      }),
    ).toEqual([
      'override.hcl:1:1: Missing base policy declaration to override: There is no policy named "x". An override file can only override a policy that was already declared in a primary configuration file.',
      'override.hcl:2:1: Missing base module declaration to override: There is no module named "pets". An override file can only override a module that was already declared in a primary configuration file.',
      'override.hcl:3:1: Missing base param declaration to override: There is no param named "p". An override file can only override a param that was already declared in a primary configuration file.',
      'override.hcl:4:1: Missing base import declaration to override: There is no import named "pets". An override file can only override an import that was already declared in a primary configuration file.',
    ]);
  });
});
