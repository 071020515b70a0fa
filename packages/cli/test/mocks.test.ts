import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import {
  emptyEnvironment,
  evaluatePolicySet,
  loadPolicySet,
  loadTerraformData,
  ProgramCache,
  planImports,
  renderTraceJson,
  runCase,
} from "@portcullis/runner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mocks } from "../src/commands/mocks.js";
import { portcullis, root } from "./program.js";

const testdata = join(root, "packages/cli/testdata/mocks");
const runContext = join(root, "packages/terraform-data/testdata/run.json");
const examplePlan = join(root, "examples/web-tier/plan.json");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-mocks-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const quiet = { env: {}, write: () => {}, writeError: () => {} };

/** Policies that print all that the imports show, and those of the examples. */
function policyFiles(): string[] {
  return [testdata, join(root, "examples/policies")].flatMap((each) =>
    readdirSync(each)
      .filter((name) => name.endsWith(".sentinel"))
      .map((name) => join(each, name)),
  );
}

interface Result {
  readonly status: string;
  readonly trace: unknown;
}

/** The outcomes of all policies over a plan itself. */
function checkPlan(plan: string, programs: ProgramCache): Map<string, Result> {
  const environment = {
    ...emptyEnvironment,
    imports: planImports(loadTerraformData({ plan, run: runContext })),
  };
  const policies = policyFiles().map((path) => ({
    name: basename(path, ".sentinel"),
    fileName: basename(path),
    text: readFileSync(path, "utf8"),
    enforcementLevel: "advisory" as const,
    params: parameters(),
  }));
  const set = { name: "set", policies, environment: emptyEnvironment };
  const { results } = evaluatePolicySet(set, environment, programs);
  return new Map(
    results.map(({ policy, outcome }) => [
      policy.name,
      { status: outcome.status, trace: renderTraceJson(outcome) },
    ]),
  );
}

/** The outcomes of the same policies in test cases with mocks of the plan. */
function testMocks(plan: string, programs: ProgramCache): Map<string, Result> {
  const at = mkdtempSync(join(folder, "case-"));
  const bundle = join(at, "bundle");
  expect(mocks.run([`-plan=${plan}`, `-run=${runContext}`, `-out=${bundle}`], quiet)).toBe(0);
  const params = [...parameters()].map(
    ([name, value]) => `param "${name}" { value = ${JSON.stringify(value)} }\n`,
  );
  const configuration = readFileSync(join(bundle, "sentinel.hcl"), "utf8") + params.join("");
  const caseFile = join(bundle, "case.hcl");
  writeFileSync(caseFile, configuration);
  return new Map(
    policyFiles().map((policy) => {
      const { result, problems } = runCase({ policy, path: caseFile }, { programs });
      if (result === undefined) throw new Error(problems.join("\n"));
      const { outcome } = result;
      return [
        basename(policy, ".sentinel"),
        { status: outcome.status, trace: renderTraceJson(outcome) },
      ];
    }),
  );
}

function parameters() {
  return loadPolicySet(join(root, "examples/policies"), new ProgramCache()).environment.params;
}

function roundTrip(plan: string): void {
  const programs = new ProgramCache();
  const checked = checkPlan(plan, programs);
  const tested = testMocks(plan, programs);
  expect([...checked.keys()].length).toBeGreaterThan(6);
  for (const [name, result] of checked) {
    expect([name, result.status]).not.toEqual([name, "error"]);
    expect([name, tested.get(name)]).toEqual([name, result]);
  }
}

describe("mocks of a plan and the plan itself", () => {
  it("55. give policies the same verdicts, traces and output: the example", () => {
    roundTrip(examplePlan);
  });

  const own = join(root, "packages/terraform-data/testdata");
  it.each([
    "plan.json",
    "configuration.json",
    "first-generation.json",
    "replaced.json",
    "sensitive.json",
  ])("55. give the same: %s", (name) => roundTrip(join(own, name)));

  const fixtures = process.env.PORTCULLIS_FIXTURES;
  if (fixtures === undefined) {
    it.skip("SKIPPED: PORTCULLIS_FIXTURES names no folder with plans", () => {});
    return;
  }
  it.each(readdirSync(join(fixtures, "plans")).filter((name) => name.endsWith(".json")))(
    "55. give the same: %s of a public project",
    (name) => roundTrip(join(fixtures, "plans", name)),
  );
});

describe("portcullis mocks", () => {
  it("writes files that only their owner may read, and names them", () => {
    const out = join(folder, "written");
    const { code, stdout } = portcullis(["mocks", "--plan", examplePlan, "--out", out]);
    expect(code).toBe(0);
    expect(stdout.split("\n").slice(0, -1).sort()).toEqual(
      readdirSync(out)
        .map((name) => join(out, name))
        .sort(),
    );
    expect(statSync(join(out, "mock-tfplan-v2.sentinel")).mode & 0o777).toBe(0o600);
    const use = portcullis(
      ["apply", `-config=${out}/sentinel.hcl`, join(testdata, "tfplan-v2.sentinel")],
      {
        cwd: out,
      },
    );
    expect(use.stderr).toBe("");
    expect(use.code).toBe(0);
  });

  it("overwrites nothing unless it is told to", () => {
    const out = join(folder, "kept");
    mkdirSync(out);
    writeFileSync(join(out, "sentinel.hcl"), "# mine\n");
    const args = ["mocks", "--plan", examplePlan, "--out", out];
    const { code, stderr } = portcullis(args);
    expect([code, stderr]).toEqual([
      9,
      expect.stringMatching(/sentinel.hcl" exists; .*-overwrite/),
    ]);
    expect(readdirSync(out)).toEqual(["sentinel.hcl"]);
    expect(portcullis([...args, "--overwrite"]).code).toBe(0);
    expect(readFileSync(join(out, "sentinel.hcl"), "utf8")).toContain("mock-tfplan.sentinel");
  });

  it("leaves sensitive values out when it is told to", () => {
    const plan = join(own(), "sensitive.json");
    const [plain, redacted] = ["plain", "redacted"].map((name) => join(folder, name)) as [
      string,
      string,
    ];
    portcullis(["mocks", "--plan", plan, "--out", plain]);
    portcullis(["mocks", "--plan", plan, "--out", redacted, "--redact-sensitive"]);
    const all = (at: string) => readdirSync(at).map((name) => readFileSync(join(at, name), "utf8"));
    expect(all(plain).join("")).toContain("secret-1");
    expect(all(redacted).join("")).not.toContain("secret-");
    expect(all(redacted).join("")).toContain("REDACTED_SENSITIVE");
  });

  it.each([
    ["no plan", ["--out", "x"], /name the plan with "-plan=FILE"/],
    ["no folder", ["--plan", examplePlan], /name the folder to write to with "-out=DIR"/],
    ["two standard inputs", ["--plan", "-", "--run", "-", "--out", "x"], /only one file/],
    [
      "a missing state",
      ["--plan", examplePlan, "--state", "none", "--out", "x"],
      /"none" cannot be read/,
    ],
    [
      "a plan as state",
      ["--plan", examplePlan, "--state", examplePlan, "--out", "x"],
      /is a plan, not a state/,
    ],
    ["a file as folder", ["--plan", examplePlan, "--out", examplePlan], /cannot be written/],
  ])("exits with 9 for %s", (_, args, message) => {
    const { code, stderr } = portcullis(["mocks", ...args], { cwd: folder });
    expect(code).toBe(9);
    expect(stderr).toMatch(message);
  });
});

function own(): string {
  return join(root, "packages/terraform-data/testdata");
}
