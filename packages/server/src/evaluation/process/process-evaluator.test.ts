import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  EvaluationMonitor,
  ParameterToCheck,
  PolicyCheckReport,
  RunToCheck,
} from "../../domain/evaluation/evaluator.js";
import { createRun } from "../../domain/runs/run.js";
import { DEFAULT_SETTINGS } from "../../domain/workspaces/workspace-settings.js";
import { processLimits } from "./evaluator-process.js";
import { encodeFrame, FrameDecoder } from "./frames.js";
import { ProcessEvaluator } from "./process-evaluator.js";

const plan = JSON.stringify({
  format_version: "1.2",
  terraform_version: "1.11.4",
  resource_changes: [
    {
      address: "aws_instance.web",
      mode: "managed",
      type: "aws_instance",
      name: "web",
      change: { actions: ["create"], before: null, after: { size: "large" }, after_unknown: {} },
    },
  ],
});

const workspace = {
  id: "ws-1",
  organization: "acme",
  projectId: "prj-1",
  name: "web",
  description: null,
  autoApply: true,
  executionMode: "remote" as const,
  terraformVersion: "latest",
  workingDirectory: null,
  settings: DEFAULT_SETTINGS,
  lock: null,
  createdAt: 1_000,
  updatedAt: 1_000,
};

const runToCheck: RunToCheck = {
  run: createRun(
    {
      workspaceId: "ws-1",
      message: "by hand",
      targetAddresses: ["aws_vpc.main"],
      variables: [{ key: "size", value: "never shown" }],
    },
    {
      id: "run-1",
      organization: "acme",
      projectId: "prj-1",
      planId: "plan-1",
      applyId: "apply-1",
      autoApply: false,
      createdBy: "user-1",
      createdAt: 1_654_595_926_165,
    },
  ),
  workspace,
  project: {
    id: "prj-1",
    organization: "acme",
    name: "Default Project",
    description: null,
    createdAt: 0,
  },
  createdBy: "anna",
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-evaluator-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Blobs whose ids are their content. */
function blobsWith(planContent: string) {
  return {
    read: async (id: string) => Buffer.from(id),
    withFile: <Result>(_: string, use: (path: string) => Promise<Result>) => {
      const path = join(folder, "plan.json");
      writeFileSync(path, planContent);
      return use(path);
    },
  };
}

class Monitor implements EvaluationMonitor {
  readonly controller = new AbortController();
  readonly signal = this.controller.signal;
  heartbeats = 0;

  heartbeat(): void {
    this.heartbeats++;
  }
}

function check(
  policies: readonly (string | null)[],
  {
    planContent = plan,
    limits = processLimits,
    monitor = new Monitor(),
    redactSensitive = false,
    parameters = [] as ParameterToCheck[],
  } = {},
): Promise<PolicyCheckReport> {
  const level = "hard-mandatory" as const;
  const members = policies.map((code, index) => ({ name: `policy-${index}`, level, code }));
  return new ProcessEvaluator(blobsWith(planContent), { redactSensitive }, limits).checkPolicies(
    {
      plan: "plan",
      state: null,
      run: runToCheck,
      sets: [{ name: "set", archive: null, policies: members, parameters }],
    },
    monitor,
  );
}

async function report(...args: Parameters<typeof check>) {
  const result = await check(...args);
  if (result.outcome !== "report") throw new Error(result.message);
  return result;
}

describe("a plan without its sensitive values", () => {
  const redact = (planContent: string, limits = processLimits) =>
    new ProcessEvaluator(blobsWith(planContent), { redactSensitive: false }, limits).redactPlan(
      "plan",
      new Monitor(),
    );

  it("is written by a process of its own, and nothing is left of it elsewhere", async () => {
    const document = {
      format_version: "1.2",
      terraform_version: "1.11.4",
      resource_changes: [
        {
          address: "t.n",
          change: {
            actions: ["create"],
            before: null,
            after: { password: "secret", size: 9007199254740993n },
            after_sensitive: { password: true },
          },
        },
      ],
    };
    const text = JSON.stringify(document, (_, value) =>
      typeof value === "bigint" ? `int ${value}` : value,
    ).replace(/"int (\d+)"/, "$1");
    const before = redactedFolders();
    const redaction = await redact(text);
    if (redaction.outcome !== "redacted") throw new Error(redaction.message);
    expect(Buffer.from(redaction.document).toString()).toBe(
      text.replace('"secret"', '"REDACTED_SENSITIVE"'),
    );
    expect(redactedFolders()).toEqual(before);
  });

  it("is not there when the plan is malformed or takes too much memory", async () => {
    expect(await redact('{"format_version":"1.2","resource_changes":{}}')).toEqual({
      outcome: "problem",
      message: expect.stringContaining('"resource_changes" is an object, expected an array'),
    });
    const nested = `{"format_version":"1.2","checks":${"[".repeat(600)}${"]".repeat(600)}}`;
    expect(await redact(nested)).toMatchObject({
      outcome: "problem",
      message: expect.stringContaining("nests more than 500 levels deep"),
    });
    const large = `{"format_version":"1.2","checks":[${"{},".repeat(2_000_000)}{}]}`;
    expect(await redact(large, { ...processLimits, heap: 24 })).toMatchObject({
      outcome: "problem",
      message: expect.stringContaining("it ran out of memory"),
    });
  });

  const redactedFolders = () =>
    readdirSync(tmpdir()).filter((name) => name.startsWith("portcullis-redacted-"));
});

describe("ProcessEvaluator", () => {
  it("gives policies the parameters of their set, JSON as what it denotes", async () => {
    const texts = ["10", "1.5", "true", '["a"]', '{"a": 1}', '"10"', "plain text", "", "null"];
    const parameters = texts.map((value, index) => ({
      key: `p${index}`,
      value,
      isSensitive: false,
    }));
    const declared = parameters.map(({ key }) => `param ${key}`).join("\n");
    const values = parameters.map(({ key }) => key).join(", ");
    const wanted = '[10, 1.5, true, ["a"], {"a": 1}, "10", "plain text", "", null]';
    const policy = `${declared}\nmain = rule { [${values}] is ${wanted} }\n`;
    const { sets } = await report([policy], { parameters });
    expect(sets[0]?.policies[0]).toMatchObject({ passed: true, error: null });
  });

  it("reads a plan and counts what it would change", async () => {
    const evaluator = new ProcessEvaluator(blobsWith(plan), { redactSensitive: false });
    expect(await evaluator.inspectPlan("plan", new Monitor())).toEqual({
      outcome: "plan",
      summary: {
        formatVersion: "1.2",
        terraformVersion: "1.11.4",
        hasChanges: true,
        additions: 1,
        changes: 0,
        destructions: 0,
        imports: 0,
      },
    });
  });

  it("says what is wrong with a plan", async () => {
    const evaluator = new ProcessEvaluator(blobsWith("{}"), { redactSensitive: false });
    const inspection = await evaluator.inspectPlan("plan", new Monitor());
    expect(inspection).toMatchObject({ outcome: "problem" });
    expect(await check(["main = true"], { planContent: "{}" })).toMatchObject({
      outcome: "problem",
      message: expect.stringContaining('no "format_version"'),
    });
  });

  it("shows sensitive parameters nowhere, also where a policy prints them or what is in them", async () => {
    const secret = (key: string, value: string) => ({ key, value, isSensitive: true });
    const parameters = [
      secret("token", "s3cret-token"),
      secret("pair", '{"first": ["k3y-one"], "second": 918273645}'),
      { key: "region", value: "eu-north-1", isSensitive: false },
    ];
    const policy = `param token
param pair
param region
print("all of it", token, pair, region)
held = rule { [token, pair] }
main = rule { length(held) is 0 }
`;
    const result = await report([policy, `${policy}error("no " + token)\n`], { parameters });
    const shown = JSON.stringify(result);
    for (const part of ["s3cret-token", "k3y-one", "918273645"]) expect(shown).not.toContain(part);
    expect(shown).toContain("all of it REDACTED_SENSITIVE");
    expect(shown).toContain("eu-north-1");
  });

  it("shows sensitive values where the policy prints them, or nowhere", async () => {
    const change = { before: null, after: { key: "s3cret-key" }, after_sensitive: { key: true } };
    const planContent = JSON.stringify({
      format_version: "1.2",
      terraform_version: "1.11.4",
      resource_changes: [{ address: "a.b", type: "a", name: "b", change }],
    });
    const text = `import "tfplan/v2" as tfplan
changes = rule { tfplan.resource_changes }
main = rule { length(changes) is 0 }
`;
    const told = `print("said", tfplan.resource_changes["a.b"].change.after.key)\n`;
    const shown = async (policy: string, redactSensitive: boolean) =>
      JSON.stringify(await report([policy], { planContent, redactSensitive }));
    expect(await shown(text, false)).toContain("REDACTED_SENSITIVE");
    expect(await shown(text, false)).not.toContain("s3cret-key");
    expect(await shown(text + told, false)).toContain("said s3cret-key");
    expect(await shown(text + told, true)).not.toContain("s3cret-key");
  });

  it("evaluates policies over the plan, each with its own verdict and trace", async () => {
    const monitor = new Monitor();
    const { sets, log } = await report(
      [
        'import "tfplan/v2" as tfplan\nmain = rule { length(tfplan.resource_changes) is 1 }\n',
        'import "tfplan/v2" as tfplan\nmain = rule { all tfplan.resource_changes as _, rc { rc.change.after.size is "small" } }\n',
        "main = rule { nothing }\n",
        "main =\n",
        null,
      ],
      { monitor },
    );
    const policies = sets[0]?.policies ?? [];
    expect(policies.map(({ passed, error }) => [passed, error])).toEqual([
      [true, null],
      [false, null],
      [false, "./policy-2.sentinel:1:15: unknown identifier accessed: nothing"],
      [false, "./policy-3.sentinel:2:1: unexpected end of file, expected an expression"],
      [false, "./policy-4.sentinel:1:1: no code was uploaded for this policy"],
    ]);
    const trace = JSON.parse(policies[1]?.trace ?? "null");
    expect(trace).toMatchObject({ rules: { main: { value: false } } });
    expect(log).toContain("Sentinel Result: false");
    expect(log).toContain("5 policies evaluated.");
    expect(monitor.heartbeats).toBeGreaterThan(0);
  });

  it("keeps every digit of whole numbers in traces", async () => {
    const { sets } = await report([
      "most = rule { 9223372036854775807 }\nleast = rule { [-9223372036854775808] }\nmain = rule { most is not least }\n",
    ]);
    const [policy] = sets[0]?.policies ?? [];
    expect(policy).toMatchObject({ passed: true, error: null });
    expect(policy?.trace).toContain('"value":9223372036854775807}');
    expect(policy?.trace).toContain('"value":[-9223372036854775808]}');
  });

  it("shows the run to policies, all imports of the plan, and no value of a variable", async () => {
    const policy = `import "tfrun"
import "tfconfig/v2" as tfconfig
import "tfplan"
main = tfrun.id is "run-1" and tfrun.created_at is "2022-06-07T09:58:46.165Z" and tfrun.created_by is "anna" and
	tfrun.message is "by hand" and tfrun.target_addrs is ["aws_vpc.main"] and tfrun.replace_addrs is null and
	tfrun.variables is {"size": {"category": "terraform", "sensitive": false}} and tfrun.commit_sha is not defined and
	tfrun.project.name is "Default Project" and tfrun.organization.name is "acme" and
	tfrun.workspace.name is "web" and tfrun.workspace.auto_apply and tfrun.workspace.created_at is "1970-01-01T00:00:01.000Z" and
	tfconfig.resources is {} and tfplan.resources.aws_instance.web[0].applied.size is "large"
`;
    const { sets } = await report([policy]);
    expect(sets[0]?.policies.map(({ passed, error }) => [passed, error])).toEqual([[true, null]]);
  });

  it("tells a fault of the plan as the check's, whichever policy meets it", async () => {
    const planContent = '{"format_version": "1.2", "configuration": {"root_module": []}}';
    const policies = ["main = true\n", 'import "tfconfig/v2" as t\nmain = t.resources is {}\n'];
    expect(await check(policies, { planContent })).toEqual({
      outcome: "problem",
      message: 'the plan is malformed: "configuration.root_module" is an array, expected an object',
    });
    expect(await check(policies.slice(0, 1), { planContent })).toMatchObject({ outcome: "report" });
  });

  it("blames the policy that takes its process down, and evaluates the others", async () => {
    const hungry = "m = {}\nfor range(1000000) as i { m[i] = [i] }\nmain = true\n";
    const { sets, log } = await report(["main = true\n", hungry, "main = true\n"], {
      limits: { ...processLimits, heap: 64 },
    });
    expect(sets[0]?.policies.map(({ passed }) => passed)).toEqual([true, false, true]);
    expect(sets[0]?.policies[1]?.error).toMatch(/had to be stopped: it ran out of memory/);
    expect(log).toContain("3 policies evaluated.");
  });

  describe("over the archive of a policy set", () => {
    /** What the system's own tar makes of these files. */
    function packed(files: Readonly<Record<string, string>>): string {
      const set = mkdtempSync(join(folder, "set-"));
      for (const [name, text] of Object.entries(files)) writeFileSync(join(set, name), text);
      execFileSync("tar", ["-czf", `${set}.tar.gz`, "-C", set, "."]);
      return `${set}.tar.gz`;
    }

    /** Blobs whose ids are paths. */
    const blobs = {
      read: async (id: string) => Buffer.from(id),
      withFile: <Result>(id: string, use: (path: string) => Promise<Result>) => use(id),
    };
    const evaluator = new ProcessEvaluator(blobs, { redactSensitive: false });
    const inspect = (
      files: Readonly<Record<string, string>>,
      kind: "sentinel" | "opa" = "sentinel",
    ) => evaluator.inspectPolicySet({ blob: packed(files), folder: "" }, kind, new Monitor());

    const shared =
      'import "module" "sizes" {\n  source = "./sizes.sentinel"\n}\nparam "limit" {\n  value = 1\n}\n';
    const files = {
      "sentinel.hcl": `${shared}policy "first" {\n  enforcement_level = "hard-mandatory"\n}\npolicy "second" {}\n`,
      "sizes.sentinel": 'wanted = "large"\n',
      "first.sentinel":
        'import "tfplan/v2" as tfplan\nimport "sizes"\nmain = rule { all tfplan.resource_changes as _, rc { rc.change.after.size is sizes.wanted } }\n',
      "second.sentinel": "param limit\nmain = rule { limit is 1 }\n",
    };
    const listed = [
      { name: "first", level: "hard-mandatory" },
      { name: "second", level: "advisory" },
    ] as const;

    it("reads the archive of a configuration, whatever is in it", async () => {
      const look = (archive: string) => evaluator.inspectConfiguration(archive, new Monitor());
      expect(await look(packed({ "main.tf": "not looked at {" }))).toEqual({
        outcome: "configuration",
      });
      const broken = join(folder, "broken.tar.gz");
      writeFileSync(broken, "archive");
      expect(await look(broken)).toMatchObject({
        outcome: "problem",
        error: "invalid-archive",
        message: expect.stringContaining("not valid gzip"),
      });
    });

    it("unpacks what OPA needs, and nothing else, where the set is of kind opa", async () => {
      const rego = {
        "policies.hcl": `policy "ingress" {\n  query = "data.a.deny"\n  description = "No ingress."\n  enforcement_level = "mandatory"\n}\n`,
        "a.rego": "package a\n",
        "data.json": "{}",
        "notes.txt": "not for OPA",
        ".manifest": "{}",
      };
      const opa = join(mkdtempSync(join(folder, "opa-")), "opa");
      const found = `$(ls -A | tr "\\n" " ")`;
      writeFileSync(
        opa,
        `#!/bin/sh\nprintf '{"result":[{"expressions":[{"value":["%s"]}]}]}' "${found}"\n`,
      );
      chmodSync(opa, 0o755);
      const program = { path: opa, version: "1.22.3", capabilities: "{}" };
      const withOpa = new ProcessEvaluator(
        blobs,
        { redactSensitive: false },
        processLimits,
        program,
      );
      const planPath = join(folder, "for-opa.json");
      writeFileSync(planPath, plan);
      const evaluate = (archive: string) =>
        withOpa.evaluateOpa(
          {
            plan: planPath,
            run: runToCheck,
            sets: [
              {
                name: "network",
                toolVersion: null,
                archive: { blob: archive, folder: "" },
                policies: [
                  { name: "ingress", level: "mandatory", query: "", description: "", code: null },
                ],
              },
            ],
          },
          new Monitor(),
        );
      const asked = { query: "data.a.deny", description: "No ingress." };
      expect(await evaluate(packed(rego))).toMatchObject({
        toolVersion: "1.22.3",
        sets: [{ error: null, policies: [{ ...asked, messages: ["a.rego data.json "] }] }],
      });
      expect(await evaluate(packed({ "a.rego": "package a\n" }))).toMatchObject({
        sets: [{ error: expect.stringContaining("policies.hcl not found"), policies: [] }],
      });
    });

    function checkSets(
      sets: readonly (Record<string, string> | null)[],
      { parameters = [] as ParameterToCheck[], limits = processLimits } = {},
    ) {
      const planPath = join(folder, "for-sets.json");
      writeFileSync(planPath, plan);
      const policies = listed.map((each) => ({ ...each, code: null }));
      const single = { name: "single", level: "advisory" as const, code: "main = true" };
      return new ProcessEvaluator(blobs, { redactSensitive: false }, limits).checkPolicies(
        {
          plan: planPath,
          state: null,
          run: runToCheck,
          sets: sets.map((set, index) =>
            set === null
              ? { name: `set-${index}`, archive: null, policies: [single], parameters: [] }
              : {
                  name: `set-${index}`,
                  archive: { blob: packed(set), folder: "" },
                  policies,
                  parameters,
                },
          ),
        },
        new Monitor(),
      );
    }

    it("lists the policies", async () => {
      expect(await inspect(files)).toEqual({ outcome: "policy set", policies: listed });
      const rego = 'policy "a" {\n  query = "data.a"\n  enforcement_level = "mandatory"\n}\n';
      expect(await inspect({ "policies.hcl": rego }, "opa")).toEqual({
        outcome: "policy set",
        policies: [{ name: "a", level: "mandatory" }],
      });
    });

    it("says what is wrong with it, and where", async () => {
      expect(await inspect({ ...files, "second.sentinel": "main = rule {\n" })).toEqual({
        outcome: "problem",
        error: "invalid-policy",
        message: expect.stringMatching(/^\.\/second\.sentinel:2:1: /),
      });
      expect(await inspect({ "policies.hcl": "" })).toMatchObject({
        error: "missing-configuration",
      });
    });

    it("evaluates it beside policies that come one by one", async () => {
      const result = await checkSets([files, null, { ...files, "sizes.sentinel": "wanted = 1" }]);
      if (result.outcome !== "report") throw new Error(result.message);
      expect(result.sets).toMatchObject([
        { name: "set-0", policies: [{ name: "first", passed: true }, { passed: true }] },
        { name: "set-1", policies: [{ name: "single", passed: true }] },
        { name: "set-2", policies: [{ name: "first", passed: false }, { passed: true }] },
      ]);
      expect(result.log).toContain("set-0/first (hard-mandatory)");
    });

    it("prefers the parameters that the server has to those in the archive", async () => {
      const result = await checkSets([files], {
        parameters: [{ key: "limit", value: "2", isSensitive: false }],
      });
      expect(result).toMatchObject({ sets: [{ policies: [{ passed: true }, { passed: false }] }] });
    });

    it("reports a set that cannot be loaded as the set's fault, and evaluates the others", async () => {
      const result = await checkSets([{ "sentinel.hcl": 'policy "first" {}' }, null]);
      expect(result).toMatchObject({
        outcome: "report",
        sets: [
          { error: expect.stringContaining("first.sentinel"), policies: [] },
          { error: null, policies: [{ passed: true }] },
        ],
        log: expect.stringContaining(
          'policy set "set-0" could not be evaluated: sentinel.hcl:1:1: ',
        ),
      });
    });

    it("blames the policy that takes its process down", async () => {
      const hungry = "m = {}\nfor range(1000000) as i { m[i] = [i] }\nmain = true\n";
      const result = await checkSets([{ ...files, "first.sentinel": hungry }], {
        limits: { ...processLimits, heap: 64 },
      });
      expect(result).toMatchObject({
        sets: [
          {
            policies: [
              { passed: false, error: expect.stringContaining("had to be stopped") },
              { passed: true },
            ],
          },
        ],
      });
    });
  });

  it("stops a process that falls silent", async () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    const blobs = {
      ...blobsWith(plan),
      // A pipe that stays open and empty: reading the plan never ends.
      withFile: async <Result>(_: string, use: (path: string) => Promise<Result>) => {
        const holder = await open(path, "r+");
        return use(path).finally(() => holder.close());
      },
    };
    const evaluator = new ProcessEvaluator(
      blobs,
      { redactSensitive: false },
      { ...processLimits, silence: 500 },
    );
    expect(await evaluator.inspectPlan("plan", new Monitor())).toEqual({
      outcome: "problem",
      message:
        "the plan could not be read: the evaluator was stopped: it gave no sign of life for 0.5 seconds",
    });
  });

  it("stops its process when nobody waits for the result any more", async () => {
    const monitor = new Monitor();
    const endless = "for many as a { for many as b { for many as c { x = c } } }\n";
    const checking = check([`many = range(2000)\n${endless}main = true\n`], { monitor });
    setTimeout(() => monitor.controller.abort(new Error("not wanted")), 300);
    await expect(checking).rejects.toThrow("not wanted");
  });
});

describe("FrameDecoder", () => {
  it("puts messages together from pieces of any size", () => {
    const messages = [{ a: 1 }, { text: "é".repeat(1000) }, []];
    const bytes = Buffer.concat(messages.map(encodeFrame));
    for (const size of [1, 3, 4, 5, 1000, bytes.length]) {
      const decoder = new FrameDecoder();
      const decoded: unknown[] = [];
      for (let at = 0; at < bytes.length; at += size)
        decoded.push(...decoder.push(bytes.subarray(at, at + size)));
      expect(decoded).toEqual(messages);
    }
  });

  it("refuses a frame beyond the limit", () => {
    expect(() => new FrameDecoder().push(Buffer.from([0xff, 0xff, 0xff, 0xff]))).toThrow(
      "too long",
    );
  });
});
