import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { exitCodes } from "@portcullis/runner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DONE, TROUBLE } from "../src/command.js";
import { commands, loadCommands } from "../src/commands.js";
import { VERSION } from "../src/version.js";
import { portcullis, program, root } from "./program.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

describe("help", () => {
  it("lists every command", () => {
    const { code, stdout } = portcullis([]);
    expect(code).toBe(0);
    for (const { name, summary } of commands)
      expect(stdout).toMatch(new RegExp(`${name} +${summary}`));
    expect(portcullis(["--help"]).stdout).toBe(stdout);
  });

  it("knows every command by its own name", async () => {
    const loaded = await loadCommands();
    expect(loaded.map(({ name }) => name)).toEqual(commands.map(({ name }) => name));
  });

  it("ends as a policy would", () => {
    expect([DONE, TROUBLE]).toEqual([exitCodes.pass, exitCodes.trouble]);
  });

  it.each(commands.map(({ name }) => name))("explains %s", (name) => {
    const { code, stdout } = portcullis([name, "-help"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: portcullis ${name}`);
    expect(stdout).not.toMatch(/ $/m);
    expect(stdout).toContain("Examples:");
    expect(portcullis(["help", name]).stdout).toBe(stdout);
  });

  it("says so when a command is unknown", () => {
    const { code, stdout, stderr } = portcullis(["aply"]);
    expect([code, stdout]).toEqual([9, ""]);
    expect(stderr).toContain('unknown command "aply"');
  });
});

describe("version", () => {
  it("is that of the package", () => {
    const { version } = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8"));
    expect(VERSION).toBe(version);
    expect(portcullis(["version"]).stdout).toBe(`Portcullis v${version}\n`);
    expect(portcullis(["--version"]).stdout).toBe(`Portcullis v${version}\n`);
  });
});

describe("apply", () => {
  const cases: [name: string, code: number, policy: string, output: RegExp][] = [
    ["a pass", 0, "main = true", /^Pass - policy.sentinel\n$/],
    ["a failure", 1, "main = false", /Fail - policy.sentinel/],
    ["undefined", 2, "main = {}.missing", /Undefined - policy.sentinel/],
    ["an error", 3, "main = nothing", /policy.sentinel:1:8: unknown identifier accessed: nothing/],
  ];
  it.each(cases)("exits for %s with %i", (_, code, policy, output) => {
    const result = portcullis(["apply", write("policy.sentinel", `${policy}\n`)]);
    expect(result.code).toBe(code);
    expect(result.stdout).toMatch(output);
    // An error is shown once more, in its place.
    expect(result.stderr === "").toBe(code !== 3);
  });

  it("exits with 9 for a policy that cannot be parsed, and shows the place", () => {
    const { code, stdout, stderr } = portcullis([
      "apply",
      write("policy.sentinel", "main = 1 +\n"),
    ]);
    expect([code, stdout]).toEqual([9, ""]);
    expect(stderr).toContain("policy.sentinel:2:1: unexpected end of file, expected an expression");
  });

  it.each([
    ["no policy", [], /name a policy, or list policies in the configuration/],
    ["two policies", ["a", "b"], /unexpected argument "b"/],
    [
      "a file that is not there",
      ["missing.sentinel"],
      /"missing.sentinel" cannot be read: there is no such file/,
    ],
    ["an unknown flag", ["-x", "a"], /unknown flag "-x"\n {2}hint: run "portcullis apply -help"/],
    ["a flag without its value", ["-param"], /flag "-param" needs a value: NAME=VALUE/],
    ["a malformed pair", ["-param", "day", "a"], /flag "-param" takes name=value, not "day"/],
    ["a malformed bool", ["-trace=maybe", "a"], /flag "-trace" is true or false, not "maybe"/],
  ])("exits with 9 for %s", (_, args, message) => {
    const { code, stderr } = portcullis(["apply", ...args], { cwd: folder });
    expect(code).toBe(9);
    expect(stderr).toMatch(message);
  });

  it("takes parameters and globals, and tells numbers, JSON and text apart", () => {
    const policy = write(
      "given.sentinel",
      'import "types"\nparam n\nparam l\nparam s\nparam q\nmain = rule { types.type_of(n) is "float" and l is [1] and s is "true" and q is "1" and g is 2 }\n',
    );
    const given = ["-param", "n=1", "-param=l=[1]", "--param", "s=true", "-param", 'q="1"'];
    expect(portcullis(["apply", ...given, "-global", "g=2", policy]).code).toBe(0);
  });

  it("reads mocks, modules and parameters from a configuration", () => {
    const cwd = join(folder, "configured");
    write(
      "configured/policy.sentinel",
      'import "m"\nimport "time"\nparam p\nmain = rule { m.f() is p and time.now.hour is 9 }\n',
    );
    write("configured/m.sentinel", "f = func() { return 5 }\n");
    const configuration = `
import "module" "m" { source = "./m.sentinel" }
mock "time" { data = { now = { hour = 9 } } }
param "p" { value = 5 }
`;
    write("configured/sentinel.hcl", configuration);
    expect(portcullis(["apply", "policy.sentinel"], { cwd }).stdout).toBe(
      "Pass - policy.sentinel\n",
    );
    write("configured/other.hcl", configuration.replace("value = 5", "value = 6"));
    expect(portcullis(["apply", "-config=other.hcl", "policy.sentinel"], { cwd }).code).toBe(1);
    write("configured/broken.hcl", 'policy "a" { level = 1 }\n');
    const { code, stderr } = portcullis(["apply", "-config", "broken.hcl", "policy.sentinel"], {
      cwd,
    });
    expect(code).toBe(9);
    expect(stderr).toContain('broken.hcl:1:14: unknown attribute "level" in "policy"');
  });

  it("shows the place of an error on standard error, and in one line in the trace", () => {
    const policy = write("error.sentinel", "limit = 1\nmain = rule { limt is 1 }\n");
    const { code, stdout, stderr } = portcullis(["apply", policy]);
    expect(code).toBe(3);
    expect(stdout).toContain("\nError: error.sentinel:2:15: unknown identifier accessed: limt\n");
    expect(stderr).toBe(`error.sentinel:2:15: unknown identifier accessed: limt
  2 | main = rule { limt is 1 }
                    ^^^^
  hint: did you mean "limit"?
`);
    expect(portcullis(["apply", "-json", policy]).stderr).toBe("");
  });

  it("prints nothing but JSON with -json", () => {
    const policy = write("json.sentinel", 'print("hi")\nmain = rule { [1] }\n');
    const { code, stdout } = portcullis(["apply", "-json", policy]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      error: null,
      policies: [
        {
          policy: "json.sentinel",
          result: false,
          trace: { print: "hi\n", rules: { main: { value: [1] } } },
        },
      ],
      result: false,
    });
  });
});

describe("check", () => {
  const check = (...args: string[]) => portcullis(["check", ...args]);
  const policies = "examples/policies";
  const plan = "examples/web-tier/plan.json";

  it("prints the policy check and exits by level", () => {
    const { code, stdout } = check("--policies", policies, "--plan", plan);
    expect(code).toBe(1);
    expect(stdout).toContain(
      "======================= Results for policy set: policies =======================",
    );
    expect(stdout).toContain("3 policies evaluated.");
    expect(stdout).toContain(
      "google_compute_firewall.ssh_to_reports: SSH (TCP port 22) is open to 0.0.0.0/0",
    );
    const { stdout: piped } = portcullis(["check", "--policies", policies, "--plan", "-"], {
      input: readFileSync(join(root, plan), "utf8"),
    });
    expect(piped).toBe(stdout);
  });

  it("waits for a plan that comes late through a pipe", () => {
    const { status, stderr } = spawnSync(
      "sh",
      ["-c", `(sleep 0.5; cat ${plan}) | node ${program} check --policies ${policies} --plan -`],
      { cwd: root, encoding: "utf8" },
    );
    expect([status, stderr]).toEqual([1, ""]);
  });

  it("shows policies the state, the run and the schemas that are given", () => {
    const data = join(root, "packages/terraform-data/testdata");
    write("data/sentinel.hcl", 'policy "all" { enforcement_level = "hard-mandatory" }\n');
    write(
      "data/all.sentinel",
      `import "tfstate/v2" as tfstate
import "tfplan"
import "tfrun"
main = rule {
	tfstate.terraform_version is "0.12.24" and tfstate.resources["aws_instance.web[1]"].values.id is "i-1" and
	tfrun.workspace.name is "web-prod" and tfplan.state.terraform_version is "0.12.24" and
	tfplan.resources.aws_instance.created[0].diff.groups is not defined
}
`,
    );
    const set = ["--policies", join(folder, "data"), "--plan", `${data}/first-generation.json`];
    const given = [
      `--state=${data}/state-0.12.json`,
      `--run=${data}/run.json`,
      `--schemas=${data}/schemas.json`,
    ];
    expect(check(...set, ...given)).toMatchObject({ code: 0, stderr: "" });
    const { stdout } = check(...set, ...given.slice(0, 1));
    expect(stdout).toContain('Import "tfrun" is not available');
  });

  it("leaves sensitive values out of what it prints when it is told to", () => {
    const plan = join(root, "packages/terraform-data/testdata/sensitive.json");
    write("tells/sentinel.hcl", 'policy "tells" {}\n');
    const text = `import "tfplan/v2" as tfplan
main = rule { filter tfplan.resource_changes as _, rc { print(rc.change.after.password, tfplan.variables) is defined } }
`;
    write("tells/tells.sentinel", text);
    const args = ["--policies", join(folder, "tells"), "--plan", plan];
    expect(check(...args).stdout).toContain("secret-1");
    const { stdout } = check(...args, "--redact-sensitive");
    expect(stdout).not.toContain("secret-");
    expect(stdout).toContain("REDACTED_SENSITIVE");
  });

  it("exits with 9 for a plan that is malformed where a policy looks", () => {
    const plan = write("bad.json", '{"format_version": "1.2", "resource_changes": [{}]}');
    write("looks/sentinel.hcl", 'policy "looks" {}\n');
    write("looks/looks.sentinel", 'import "tfplan/v2" as t\nmain = t.resource_changes is {}\n');
    const { code, stdout, stderr } = check("--policies", join(folder, "looks"), "--plan", plan);
    expect([code, stdout]).toEqual([9, ""]);
    expect(stderr).toBe(
      `checking "${plan}": the plan is malformed: "resource_changes[0].address" is missing\n`,
    );
  });

  it("lets failures below the level of -fail-on pass", () => {
    write("set/sentinel.hcl", 'policy "soft" { enforcement_level = "soft-mandatory" }\n');
    write("set/soft.sentinel", "main = false\n");
    expect(check("--policies", join(folder, "set"), "--plan", plan).code).toBe(1);
    const relaxed = check(
      "--policies",
      join(folder, "set"),
      "--plan",
      plan,
      "--fail-on=hard-mandatory",
    );
    expect(relaxed.code).toBe(0);
    expect(relaxed.stdout).toContain("Sentinel Result: false");
  });

  it("evaluates policies with modules and their own parameters", () => {
    write(
      "modules/sentinel.hcl",
      `
import "module" "limits" { source = "./limits.sentinel" }
param "common" { value = 1 }
policy "one" {
  source = "policies/one.sentinel"
  enforcement_level = "hard-mandatory"
  params = { own = "x" }
}
`,
    );
    write("modules/limits.sentinel", "max = 20\n");
    write(
      "modules/policies/one.sentinel",
      'import "limits"\nimport "tfplan/v2" as tfplan\nparam common\nparam own\nmain = rule { length(tfplan.resource_changes) <= limits.max and common is 1 and own is "x" }\n',
    );
    expect(check("--policies", join(folder, "modules"), "--plan", plan).code).toBe(0);
  });

  it.each([
    ["no policy set", ["--plan", "x"], /name the policy set with "-policies=DIR"/],
    ["no plan", ["--policies", policies], /name the plan with "-plan=FILE"/],
    [
      "an unknown level",
      ["--policies", policies, "--plan", plan, "--fail-on", "hard"],
      /unknown level "hard"/,
    ],
    [
      "a folder without configuration",
      ["--policies", "examples", "--plan", plan],
      /"examples\/sentinel.hcl" cannot be read/,
    ],
    [
      "a plan that is not there",
      ["--policies", policies, "--plan", "nowhere.json"],
      /"nowhere.json" cannot be read/,
    ],
    [
      "a plan that is none",
      ["--policies", policies, "--plan", "package.json"],
      /"package.json": the plan has no "format_version"/,
    ],
  ])("exits with 9 for %s", (_, args, message) => {
    const { code, stdout, stderr } = check(...args);
    expect([code, stdout]).toEqual([9, ""]);
    expect(stderr).toMatch(message);
  });

  it.each([
    [
      "a missing source",
      'policy "a" { source = "./missing.sentinel" }',
      /sentinel.hcl:1:1: source ".\/missing.sentinel" of "a" cannot be read/,
    ],
    [
      "a remote source",
      'policy "a" { source = "https://127.0.0.1/a.sentinel" }',
      /cannot be fetched: address "127.0.0.1" is a loopback address and not allowed/,
    ],
    ["no policies", "", /lists no policies/],
    [
      "a module that cannot be parsed",
      'policy "a" {\n  source = "x.sentinel"\n}\nimport "module" "m" { source = "m.sentinel" }',
      /m.sentinel:1:5: unexpected "="/,
    ],
  ])("exits with 9 for a policy set with %s", (_, configuration, message) => {
    write("wrong/sentinel.hcl", configuration);
    write("wrong/x.sentinel", "main = true\n");
    write("wrong/m.sentinel", "a = = 1\n");
    const { code, stderr } = check("--policies", join(folder, "wrong"), "--plan", plan);
    expect(code).toBe(9);
    expect(stderr).toMatch(message);
  });
});

describe("test", () => {
  it("exits with 0 when every case passes", () => {
    const { code, stdout } = portcullis(["test", "examples/policies", "examples/first-policy"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^4 tests completed in [\d.]+m?s$/m);
  });

  it("exits with 1 when one fails", () => {
    expect(portcullis(["test", "packages/runner/testdata/tests/policies"]).code).toBe(1);
  });

  it("tests the working directory by default", () => {
    const { code, stdout } = portcullis(["test"], { cwd: join(root, "examples/first-policy") });
    expect(code).toBe(0);
    expect(stdout).toContain("  PASS - test/working-hours/fail-weekend.hcl\n");
  });

  it("exits with 9 for a path that does not exist", () => {
    const { code, stderr } = portcullis(["test", "nowhere"]);
    expect(code).toBe(9);
    expect(stderr).toContain('"nowhere" does not exist');
  });
});
