import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  discoverTests,
  emptyEnvironment,
  evaluatePolicy,
  evaluatePolicySet,
  findFolderConfiguration,
  type LoadOptions,
  loadConfiguration,
  loadEnvironment,
  loadPolicySet,
  ProgramCache,
  runCase,
} from "./index.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-loading-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes files, by their paths below the folder of the test. */
function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** What a policy prints in the environment that `sentinel.hcl` gives it. */
function printed(text: string, options: Partial<LoadOptions> = {}): string {
  const programs = new ProgramCache();
  const configuration = loadConfiguration(join(folder, "sentinel.hcl"));
  const environment = loadEnvironment(configuration, { folder, programs, ...options });
  const enforcementLevel = "advisory" as const;
  const policy = { name: "p", fileName: "p.sentinel", text, enforcementLevel, params: new Map() };
  const { outcome } = evaluatePolicy(policy, environment, programs);
  return outcome.error === undefined ? outcome.output : outcome.error.message;
}

/** The error of loading the configuration with this text, without the path of its folder. */
function loadError(text: string, options: Partial<LoadOptions> = {}): string {
  write({ "sentinel.hcl": text });
  try {
    printed("main = true", options);
  } catch (error) {
    return String((error as Error).message).replaceAll(`${folder}/`, "");
  }
  return "no error";
}

describe("sources", () => {
  it("are relative to the configuration, those of mocks where the command says", () => {
    write({
      "sentinel.hcl": `
import "module" "m" { source = "lib/m.sentinel" }
import "static" "s" {
  source = "../shared.json"
  format = "json"
}
mock "x" {
  module {
    source = "x.sentinel"
  }
}
`,
      "lib/m.sentinel": 'import "s"\nname = s.name',
      "../shared.json": '{"name": "shared"}',
      "cwd/x.sentinel": 'name = "mock"',
    });
    const text = 'import "m"\nimport "x"\nprint(m.name, x.name)\nmain = true';
    expect(printed(text, { mockFolder: join(folder, "cwd") })).toBe("shared mock\n");
    rmSync(join(folder, "../shared.json"));
  });

  it.each([
    [
      "a missing file",
      'module "m" { source = "m.sentinel" }',
      'sentinel.hcl:1:1: source "m.sentinel" of "m" cannot be read: there is no such file',
    ],
    [
      "a folder",
      'module "m" { source = "." }',
      'sentinel.hcl:1:1: source "." of "m" cannot be read: it is a folder',
    ],
    [
      "data that is no JSON",
      'import "static" "s" {\n  source = "sentinel.hcl"\n  format = "json"\n}',
      'sentinel.hcl:1:1: source "sentinel.hcl" of "s" is not JSON: ',
    ],
    [
      "a remote source that was not fetched",
      'module "m" { source = "git::https://example.com/x.git//m.sentinel" }',
      'sentinel.hcl:1:1: source "git::https://example.com/x.git//m.sentinel" of "m" is remote and was not fetched',
    ],
    [
      "a module with the name of a standard import",
      'module "strings" { source = "m.sentinel" }',
      'sentinel.hcl:1:1: "strings" is the name of a standard import; choose another name, or replace the import with a mock',
    ],
    [
      "static data with such a name",
      'import "static" "json" {\n  source = "m.json"\n  format = "json"\n}',
      'sentinel.hcl:1:1: "json" is the name of a standard import',
    ],
    [
      "a plugin with such a name",
      'import "types" { path = "x" }',
      'sentinel.hcl:1:1: "types" is the name of a standard import',
    ],
    [
      "a plugin",
      'import "plugin" "pets" { source = "./pets" }',
      'sentinel.hcl:1:1: "pets" is a plugin, and plugins are not started; replace it with a mock',
    ],
    [
      "settings for an import that does not exist",
      'import "plugin" "pets" { config = { a = 1 } }',
      'sentinel.hcl:1:1: import "pets" is no standard import; give its "source", or "plan_path"',
    ],
  ])("report %s", (_, text, problem) => expect(loadError(text)).toContain(problem));

  it("that are remote are found by who fetched them", () => {
    const remote = "https://example.com/m.sentinel?checksum=sha256:00";
    write({ "sentinel.hcl": `module "m" { source = "${remote}" }`, "copy/1": 'name = "copied"' });
    const findCopy = (source: string) => (source === remote ? join(folder, "copy/1") : undefined);
    const text = 'import "m"\nprint(m.name)\nmain = true';
    expect(printed(text, { resolver: { findCopy } })).toBe("copied\n");
  });
});

describe("imports", () => {
  it("of the standard take settings, and refuse those they do not have", () => {
    const settings = (text: string) => `import "plugin" "time" {\n  config = { ${text} }\n}`;
    write({ "sentinel.hcl": settings('timezone = "Australia/Brisbane", fixed_time = 1500000000') });
    const text = 'import "time"\nprint(time.now.zone_string, time.now.unix)\nmain = true';
    expect(printed(text)).toBe("+10:00 1500000000\n");
    expect(loadError(settings('timezon = "UTC"'))).toContain(
      'sentinel.hcl:1:1: import "time" has no setting "timezon"',
    );
  });

  it("may be mocked whatever they are", () => {
    write({
      "sentinel.hcl": `
mock "strings" { data = { name = "mocked" } }
mock "pets" { data = { name = "no plugin" } }
import "plugin" "pets" { source = "./pets" }
`,
    });
    const text = 'import "strings"\nimport "pets"\nprint(strings.name, pets.name)\nmain = true';
    expect(printed(text)).toBe("mocked no plugin\n");
  });

  it("may come from a plugin where someone can open it", () => {
    write({ "sentinel.hcl": 'import "plugin" "pets" {\n  source = "./pets"\n  args = ["-v"]\n}' });
    const text = 'import "pets"\nprint(pets)\nmain = true';
    const opened = printed(text, {
      openPlugin: ({ name, args }) => ({ kind: "static", value: [name, ...args] }),
    });
    expect(opened).toBe('["pets" "-v"]\n');
  });

  it("of static data are the data, of which a path may name a part", () => {
    write({
      "sentinel.hcl": `
import "static" "people" {
  source = "people.json"
  format = "json"
}
import "static" "pets" {
  source = "pets.json"
  format = "json"
}
`,
      "people.json": '[{"name": "ann"}, {"name": null}]',
      "pets.json": '{"dogs": [{"name": "rex"}], "by": {"age": {"one": 1}}}',
    });
    const policy = (head: string, shown: string) => `${head}\nprint(${shown})\nmain = true`;
    expect(printed(policy('import "people"', "length(people), people[1].name is null"))).toBe(
      "2 true\n",
    );
    expect(printed(policy('import "pets/dogs" as dogs', "dogs[0].name"))).toBe("rex\n");
    expect(printed(policy('import "pets/by/age" as ages', "ages"))).toBe('{"one": 1}\n');
    for (const path of ["pets/cats", "pets/dogs/0", "people/0", "pets/"])
      expect(printed(policy(`import "${path}" as x`, "x"))).toBe(
        `Import "${path}" is not available`,
      );
  });

  it("show a plan that the configuration names, if the feature is on", () => {
    const example = new URL("../../../examples/web-tier/plan.json", import.meta.url);
    const plan = 'import "plugin" "tfplan/v2" {\n  config = { "plan_path": "plans/one.json" }\n}\n';
    const feature = "sentinel {\n  features = { terraform = true }\n}\n";
    write({ "plans/one.json": readFileSync(example, "utf8"), "sentinel.hcl": plan + feature });
    const text =
      'import "tfplan/v2" as tfplan\nprint(length(tfplan.resource_changes) > 0)\nmain = true';
    expect(printed(text)).toBe("true\n");
    expect(loadError(plan)).toBe(
      'sentinel.hcl:1:1: "plan_path" needs a feature that is off; add sentinel { features = { terraform = true } }',
    );
    expect(loadError(plan.replace("tfplan/v2", "tfplan/v9") + feature)).toContain(
      'sentinel.hcl:1:1: no import "tfplan/v9" shows a plan; known are ',
    );
    expect(loadError(plan.replace('"plans/one.json"', "1") + feature)).toContain(
      'import "tfplan/v2" takes "plan_path" and "schemas_path", both strings, and nothing else',
    );
    expect(loadError(plan.replace("one", "two") + feature)).toContain("cannot be read");
  });

  describe("that show a plan", () => {
    const testdata = new URL("../../terraform-data/testdata/", import.meta.url);
    const document = (name: string) => readFileSync(new URL(name, testdata), "utf8");
    const configuration = (name: string, settings: string) =>
      `sentinel {\n  features = { terraform = true }\n}\nimport "plugin" "${name}" {\n  config = { ${settings} }\n}\n`;
    beforeEach(() =>
      write({
        "plan.json": document("first-generation.json"),
        "schemas.json": document("schemas.json"),
      }),
    );

    const names = ["tfplan", "tfconfig", "tfstate"].flatMap((each) => [`${each}/v1`, `${each}/v2`]);
    it.each(names)("58. are %s, by every name of the plan's path", (name) => {
      for (const key of ["plan_path", "path", "plan"]) {
        write({ "sentinel.hcl": configuration(name, `${key} = "plan.json"`) });
        const text = `import "${name}" as shown\nprint(shown.resources is defined or shown.resource_changes is defined)\nmain = true`;
        expect(printed(text)).toBe("true\n");
      }
    });

    it("58. know schemas when they are given", () => {
      const text = `import "tfplan/v1" as tfplan
print(tfplan.resources.aws_instance.created[0].diff.groups is defined)
main = true`;
      write({ "sentinel.hcl": configuration("tfplan/v1", 'plan_path = "plan.json"') });
      expect(printed(text)).toBe("true\n");
      const exact = 'plan_path = "plan.json", schemas_path = "schemas.json"';
      write({ "sentinel.hcl": configuration("tfplan/v1", exact) });
      expect(printed(text)).toBe("false\n");
    });

    it("59. give way to a mock of the same name", () => {
      const mock = 'mock "tfplan/v2" {\n  data = { terraform_version = "mocked" }\n}\n';
      const own = configuration("tfplan/v2", 'plan_path = "plan.json"');
      const text = 'import "tfplan/v2" as tfplan\nprint(tfplan.terraform_version)\nmain = true';
      write({ "sentinel.hcl": own });
      expect(printed(text)).toBe("1.2.9\n");
      write({ "sentinel.hcl": own + mock });
      expect(printed(text)).toBe("mocked\n");
    });
  });
});

describe("a folder", () => {
  it("holds one configuration in all of its files", () => {
    write({
      "b.hcl": 'policy "b" {}',
      "a.hcl": 'policy "a" {}',
      "a_override.hcl": 'policy "b" { enforcement_level = "soft-mandatory" }',
      "override.json": '{"policy": {"a": {"source": "other.sentinel"}}}',
      "other.json": "not a configuration",
      "sentinel.json": "ignored",
      "test/p/case.hcl": "not looked at",
      "folder.hcl/x": "",
    });
    const { policies } = findFolderConfiguration(folder) ?? { policies: [] };
    expect(policies).toMatchObject([
      { name: "a", source: "other.sentinel", enforcementLevel: "advisory" },
      { name: "b", enforcementLevel: "soft-mandatory" },
    ]);
  });

  it("may hold it in JSON, or hold none", () => {
    write({ "sentinel.json": '{"param": {"limit": 3}}' });
    expect(findFolderConfiguration(folder)?.params.has("limit")).toBe(true);
    rmSync(join(folder, "sentinel.json"));
    expect(findFolderConfiguration(folder)).toBeUndefined();
  });
});

describe("a policy set", () => {
  it("gives each policy its own parameters, and no mocks", () => {
    write({
      "set/sentinel.hcl": `
policy "one" {
  source = "../common/limit.sentinel"
  params = { limit = 1 }
}
policy "two" {
  source = "../common/limit.sentinel"
}
param "limit" { value = 2 }
mock "strings" {
  module {
    source = "missing.sentinel"
  }
}
`,
      "common/limit.sentinel": "param limit\nprint(limit)\nmain = true",
    });
    const programs = new ProgramCache();
    const set = loadPolicySet(join(folder, "set"), programs);
    const { results } = evaluatePolicySet(set, emptyEnvironment, programs);
    expect(results.map(({ outcome }) => outcome.output)).toEqual(["1.000000\n", "2.000000\n"]);
  });
});

describe("test cases", () => {
  /** Status and problems of each case of the policy `p`. */
  function runCases(files: Readonly<Record<string, string>>) {
    write(files);
    const programs = new ProgramCache();
    const [tests] = discoverTests([join(folder, "p.sentinel")]);
    if (tests === undefined) throw new Error("no policy");
    return tests.cases.map((path) => {
      const { status, problems } = runCase({ policy: tests.policy, path }, { programs });
      return [basename(path), status, ...problems].join(" ");
    });
  }

  it("know nothing but their own file, and what it names beside it", () => {
    const cases = runCases({
      "sentinel.hcl": 'param "limit" { value = 1 }',
      "p.sentinel": 'import "m"\nparam limit default 2\nmain = rule { limit + m.one is 3 }',
      "test/p/a.hcl": 'module "m" { source = "m.sentinel" }',
      "test/p/b.json": '{"modules": {"m": {"path": "m.sentinel"}}, "param": {"limit": 3}}',
      "test/p/c.json": '{"modules": {"m": {"path": "m.sentinel"}}, "test": {"main": false}}',
      "test/p/m.sentinel": "one = 1",
      "test/p/folder.hcl/x": "",
    });
    expect(cases).toEqual([
      "a.hcl PASS",
      'b.json FAIL expected "main" to be true, got: false',
      'c.json FAIL expected "main" to be false, got: true',
    ]);
  });

  it("expect of the rules they list what the language calls equal", () => {
    const rules = (text: string) => `test {\n  rules = { ${text} }\n}`;
    const cases = runCases({
      "p.sentinel": `
main = rule { count is 3 and found }
count = rule { 3 }
found = rule { true }
names = rule { ["a", 1] }
unused = rule { error("never") }
failing = rule { false }
record = rule { { "n": 1, "inner": [null] } }
print(names, record, failing)
`,
      "test/p/1.hcl": rules('count = 3, names = ["a", 1.0], record = { n = 1, inner = [null] }'),
      "test/p/2.hcl": rules("failing = false"),
      "test/p/3.hcl": rules('count = "3"'),
      "test/p/4.hcl": rules("unused = true"),
      "test/p/5.hcl": rules("nowhere = true, main = true"),
      "test/p/6.hcl": "test {\n}",
    });
    expect(cases).toEqual([
      "1.hcl PASS",
      "2.hcl PASS",
      '3.hcl FAIL expected "count" to be "3", got: 3',
      '4.hcl FAIL rule "unused" not found in trace for policy p.sentinel',
      '5.hcl FAIL rule "nowhere" not found in trace for policy p.sentinel',
      "6.hcl PASS",
    ]);
  });

  it("end in an error when the policy does, whatever they expect", () => {
    const cases = runCases({
      "p.sentinel": 'found = rule { true }\nmain = rule { found and error("stop") }',
      "test/p/1.hcl": "test {\n  rules = { found = true, main = false }\n}",
    });
    expect(cases).toEqual(["1.hcl ERROR p.sentinel:2:25: stop"]);
  });
});
