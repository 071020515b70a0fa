import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { root } from "./program.js";

// The commands of the examples for CI systems are run as these run them, with a terraform that shows the
// plan of examples/web-tier and with the built program. What only the systems themselves can do (fetch
// actions, include templates, upload reports) is checked as far as the files agree with each other.

const examples = join(root, "examples/ci");
const place = mkdtempSync(join(tmpdir(), "portcullis-ci-"));
let folder: string;
let count = 0;

beforeEach(() => {
  folder = join(place, String(count++));
  mkdirSync(join(folder, "bin"), { recursive: true });
  cpSync(join(root, "examples/policies"), join(folder, "policies"), { recursive: true });
  const plan = join(root, "examples/web-tier/plan.json");
  command("terraform", `[ "$1" != show ] || cat '${plan}'`);
});
afterAll(() => rmSync(place, { recursive: true }));

/** A command that does what `script` says and writes down what it was told. */
function command(name: string, script: string): void {
  const path = join(folder, "bin", name);
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "$*" >> '${path}.log'\n${script}\n`);
  chmodSync(path, 0o755);
}

function told(name: string): string[] {
  const log = join(folder, "bin", `${name}.log`);
  return existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n") : [];
}

function run(shell: readonly string[], script: string, env: Readonly<Record<string, string>> = {}) {
  const [program = "", ...options] = shell;
  const path = `${join(folder, "bin")}:${join(root, "node_modules/.bin")}:${process.env.PATH}`;
  const { status, stdout, stderr } = spawnSync(program, [...options, "-c", script], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: path, ...env },
  });
  return { code: status, stdout, stderr };
}

function read<Document>(path: string): Document {
  return parse(readFileSync(join(examples, path), "utf8")) as Document;
}

const inFolder = (name: string) => readFileSync(join(folder, name), "utf8");

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

interface Action {
  readonly inputs: Readonly<
    Record<string, { readonly required?: boolean; readonly default?: string }>
  >;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

describe("the action for GitHub", () => {
  // How the runner starts a step whose shell is bash (Workflow syntax, jobs.<job_id>.steps[*].shell).
  const bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail"];
  const action = read<Action>("github/action.yml");
  const [build, check] = action.runs.steps;

  function runCheck(inputs: Readonly<Record<string, string>>) {
    const given = Object.entries(check?.env ?? {}).map(([name, value]) => {
      const [, input = ""] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value) ?? [];
      expect(Object.keys(action.inputs)).toContain(input);
      return [name, inputs[input] ?? action.inputs[input]?.default ?? ""];
    });
    return run(bash, check?.run ?? "", {
      ...Object.fromEntries(given),
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: folder,
      GITHUB_OUTPUT: join(folder, "output"),
      GITHUB_STEP_SUMMARY: join(folder, "summary"),
      RUNNER_TEMP: folder,
    });
  }

  beforeEach(() => {
    cpSync(join(root, "examples/web-tier/plan.json"), join(folder, "plan.json"));
  });

  it("annotates, summarises and fails as the policies do", () => {
    const { code, stdout, stderr } = runCheck({ plans: "plan.json\n", policies: "policies\n" });
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toMatch(/^::error file=policies\/restrict-ssh-ingress\.sentinel,line=86,/m);
    expect(inFolder("summary")).toContain("❌ Policies failed");
    expect(inFolder("output")).toBe(
      `exit-code=1\nsummary-file=${join(folder, "portcullis-summary.md")}\n`,
    );
  });

  it("takes several plans, sets and parameters, a level, and writes SARIF on demand", () => {
    const { code, stderr } = runCheck({
      plans: "plan.json\nplan.json\n",
      policies: "policies\npolicies",
      params: 'mandatory_labels=["owner"]\n',
      "sarif-file": "out.sarif",
      "redact-sensitive": "true",
      "fail-on": "hard-mandatory",
    });
    expect([code, stderr]).toEqual([1, ""]);
    expect(inFolder("summary")).toContain("12 evaluated over 2 plans");
    expect(JSON.parse(inFolder("out.sarif")).version).toBe("2.1.0");
  });

  it("says what is wrong and fails when nothing can be checked", () => {
    const { code, stderr } = runCheck({ plans: "none.json", policies: "policies" });
    expect(code).toBe(9);
    expect(stderr).toContain('"none.json" cannot be read: there is no such file');
    expect(inFolder("output")).toMatch(/^exit-code=9\n/);
  });

  it("takes no input for a command", () => {
    const name = "$(touch pwned)`touch pwned`;touch pwned";
    expect(runCheck({ plans: name, policies: "policies" }).code).toBe(9);
    expect(existsSync(join(folder, "pwned"))).toBe(false);
  });

  it("builds the program unless it is there", () => {
    command("make", "");
    const env = { GITHUB_ACTION_PATH: join(examples, "github"), GITHUB_PATH: join(folder, "path") };
    expect(run(bash, build?.run ?? "", env).code).toBe(0);
    expect(told("make")).toEqual([]);
    const without = run(bash, build?.run ?? "", {
      ...env,
      PATH: `${join(folder, "bin")}:/usr/bin:/bin`,
    });
    expect(without.code).toBe(0);
    const [, path = "", target] = /^-C (\S+) (\w+)$/.exec(told("make")[0] ?? "") ?? [];
    expect([join(path), target]).toEqual(
      [join(root, "/"), "build"].map((each) => each.replace(/\/$/, "")),
    );
    expect(existsSync(join(inFolder("path").trim(), "portcullis"))).toBe(true);
  });

  it("gives what its outputs name", () => {
    for (const { value } of Object.values(action.outputs)) {
      const [, id, output] = /^\$\{\{ steps\.(\w+)\.outputs\.([\w-]+) \}\}$/.exec(value) ?? [];
      expect(id).toBe(check?.id);
      expect(check?.run).toContain(`"${output}=`);
    }
  });

  it("is used by the workflow as it is meant", () => {
    const { jobs } = read<{ jobs: Record<string, { steps: readonly Step[] }> }>(
      "github/workflow.yml",
    );
    const steps = jobs.plan?.steps ?? [];
    const use = steps.find(({ uses }) => uses?.startsWith("your-organization/portcullis/"));
    expect(use?.uses).toBe("your-organization/portcullis/examples/ci/github@main");
    expect(Object.keys(action.inputs)).toEqual(
      expect.arrayContaining(Object.keys(use?.with ?? {})),
    );
    const needed = Object.entries(action.inputs).filter(([, { required }]) => required);
    expect(Object.keys(use?.with ?? {})).toEqual(
      expect.arrayContaining(needed.map(([name]) => name)),
    );

    rmSync(join(folder, "plan.json"));
    command("gh", "");
    const scripts = steps.filter((step) => step.run !== undefined);
    const env = { SUMMARY: "s.md", PULL_REQUEST: "7", GH_TOKEN: "t" };
    for (const { run: script = "" } of scripts) expect(run(bash, script, env).code).toBe(0);
    expect(JSON.parse(inFolder("plan.json")).format_version).toBe("1.2");
    expect(told("gh")).toEqual(["pr comment 7 --edit-last --create-if-none --body-file s.md"]);
  });
});

interface Job {
  readonly script: readonly string[];
  readonly extends?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly artifacts?: { readonly reports?: { readonly junit?: string } };
}

describe("the template for GitLab", () => {
  // Lines of a script run one after the other in one shell, which stops at the first that fails.
  const runJob = ({ script }: Job, variables: Readonly<Record<string, string>>) =>
    run(["sh", "-e"], script.join("\n"), variables);
  const template = read<Record<string, Job>>("gitlab/portcullis.gitlab-ci.yml")[".portcullis"];
  const pipeline = read<Record<string, Job>>("gitlab/example.gitlab-ci.yml");

  it("checks the plan of the job before, and writes the report that it names", () => {
    const { plan, policies } = pipeline;
    if (template === undefined || plan === undefined || policies === undefined)
      throw new Error("a job is missing");
    expect(policies.extends).toBe(".portcullis");
    expect(runJob(plan, {}).code).toBe(0);
    const variables = { ...template.variables, ...policies.variables, CI_PROJECT_DIR: folder };
    const { code, stdout, stderr } = runJob(template, variables);
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toContain("Sentinel Result: false");
    expect(inFolder(template.artifacts?.reports?.junit ?? "")).toMatch(/^<\?xml/);
    const relaxed = {
      ...variables,
      PORTCULLIS_PLANS: "plan.json plan.json",
      PORTCULLIS_POLICIES: "empty",
    };
    mkdirSync(join(folder, "empty"));
    writeFileSync(join(folder, "empty/sentinel.hcl"), 'policy "p" {}\n');
    writeFileSync(join(folder, "empty/p.sentinel"), "main = true\n");
    expect(runJob(template, relaxed).code).toBe(0);
    expect(inFolder("portcullis.xml").match(/<testsuite /g)).toHaveLength(2);
  });
});

describe("the workflow for Atlantis", () => {
  type AtlantisStep = string | { readonly run: { readonly command: string } };
  const { workflows } = read<{
    workflows: Record<string, { readonly plan: { readonly steps: readonly AtlantisStep[] } }>;
  }>("atlantis/repos.yaml");

  it("fails the plan when a policy fails, and passes it when none does", () => {
    const steps = workflows.portcullis?.plan.steps ?? [];
    expect(steps.slice(0, 3)).toEqual(["init", "plan", "show"]);
    const last = steps[3];
    const script = typeof last === "object" ? last.run.command : "";
    // The step "show" writes the plan as JSON to $SHOWFILE.
    const env = {
      SHOWFILE: join(root, "examples/web-tier/plan.json"),
      PORTCULLIS_POLICIES: "policies",
    };
    const { code, stdout, stderr } = run(["sh"], script, env);
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toContain("google_compute_firewall.ssh_to_reports: SSH");
    writeFileSync(join(folder, "policies/sentinel.hcl"), 'policy "restrict-ssh-ingress" {}\n');
    expect(run(["sh"], script, env).code).toBe(0);
  });
});
