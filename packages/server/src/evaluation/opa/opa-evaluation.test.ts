import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type {
  EvaluationMonitor,
  OpaPolicy,
  RunToCheck,
} from "../../domain/evaluation/evaluator.js";
import { createRun } from "../../domain/runs/run.js";
import { createWorkspace } from "../../domain/workspaces/workspace.js";
import type { OpaArchive } from "./opa-archive.js";
import { OpaEvaluation, opaLimits } from "./opa-evaluation.js";
import { openOpa, restricted } from "./opa-program.js";

const about = { organization: "acme", createdAt: 0 };

const run: RunToCheck = {
  run: createRun(
    { workspaceId: "ws-1", variables: [{ key: "size", value: "never shown" }] },
    {
      ...about,
      id: "run-1",
      projectId: "prj-1",
      planId: "plan-1",
      applyId: "apply-1",
      autoApply: false,
      createdBy: null,
    },
  ),
  workspace: createWorkspace({ name: "web" }, { ...about, id: "ws-1", projectId: "prj-1" }),
  project: { ...about, id: "prj-1", name: "Default Project", description: null },
  createdBy: null,
};

const monitor: EvaluationMonitor = { signal: new AbortController().signal, heartbeat: () => {} };

const policy = (given: Partial<OpaPolicy> = {}): OpaPolicy => ({
  name: "ingress",
  level: "mandatory",
  query: "data.a.deny",
  description: "No ingress.",
  code: "package a",
  ...given,
});

interface EvaluateOptions {
  readonly toolVersion?: string | null;
  readonly redactSensitive?: boolean;
  readonly time?: number;
  readonly archive?: OpaArchive | { readonly problem: string };
}

const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("evaluation by a program in the place of OPA", () => {
  let folder: string;
  let opa: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "portcullis-opa-test-"));
    opa = join(folder, "opa");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Evaluates with a script that is OPA; blobs have their content as ids. */
  async function evaluate(
    script: string,
    policies: readonly OpaPolicy[],
    {
      toolVersion = null,
      redactSensitive = false,
      time = opaLimits.time,
      archive,
    }: EvaluateOptions = {},
  ) {
    writeFileSync(opa, `#!/bin/sh\n${script}\n`);
    chmodSync(opa, 0o755);
    const plan = join(folder, "plan.json");
    writeFileSync(plan, '{"planned": true}');
    const blobs = {
      read: async (id: string) => Buffer.from(id),
      withFile: <Result>(_: string, use: (path: string) => Promise<Result>) => use(plan),
    };
    const program = { path: opa, version: "1.22.3", capabilities: "{}" };
    const unpack = async () => archive ?? { problem: "there is none" };
    const options = { redactSensitive, unpack, limits: { ...opaLimits, time } };
    const evaluation = new OpaEvaluation(program, blobs, options);
    const from = archive === undefined ? null : { blob: "archive", folder: "" };
    const sets = [{ name: "network", toolVersion, archive: from, policies }];
    const report = await evaluation.evaluate({ plan: "plan", run, sets }, monitor);
    if (report.outcome !== "report") throw new Error(report.message);
    const [set] = report.sets;
    if (set === undefined || set.error !== null) throw new Error(set?.error ?? "no set");
    return set.policies;
  }

  const VALUE = (value: string) =>
    `printf '{"result":[{"expressions":[{"value":%s}]}]}' '${value}'`;
  /** Answers with the lines that a command prints. */
  const LINES = (command: string) =>
    `set -- "$@"; lines=$(${command}); printf '%s' "$lines" | { printf '{"result":[{"expressions":[{"value":['; first=; while IFS= read -r line || [ -n "$line" ]; do printf '%s"%s"' "$first" "$line"; first=,; done; printf ']}]}]}'; }`;

  it("asks the query of the policy's own file, with nothing in the environment", async () => {
    const script = LINES(
      'printf "%s\\n" "$@"; ls; env | grep -v -e ^PWD -e ^_ -e ^SHLVL -e ^OLDPWD',
    );
    const [report] = await evaluate(script, [policy({ query: "--data=/etc" })]);
    expect(report?.messages).toEqual([
      "eval",
      "--bundle=.",
      expect.stringMatching(/^--capabilities=.*capabilities\.json$/),
      "--stdin-input",
      "--format=json",
      "--",
      "--data=/etc",
      "ingress.rego",
      "GOMEMLIMIT=4096MiB",
      "GOMAXPROCS=2",
    ]);
  });

  it("shows plan and run as one document, and no value of a variable", async () => {
    const script = `printf '{"result":[{"expressions":[{"value":[%s]}]}]}' "$(cat)"`;
    const [report] = await evaluate(script, [policy()]);
    const input = JSON.parse(report?.messages[0] ?? "");
    expect(input).toMatchObject({
      plan: { planned: true },
      run: { id: "run-1", organization: { name: "acme" }, workspace: { name: "web" } },
    });
    expect(JSON.stringify(input)).not.toContain("never shown");
  });

  const OLD = `case "$*" in *--v0-compatible*) ${VALUE("[]")} ;; *) printf '{"errors":[{"message":"rego_parse_error: if"}]}'; exit 2 ;; esac`;

  it("reads a policy as v1, and as v0 if it is no v1", async () => {
    expect(await evaluate(OLD, [policy()])).toMatchObject([{ status: "passed" }]);
    const never = `printf '{"errors":[{"message":"rego_parse_error: %s"}]}' "$#"`;
    expect(await evaluate(never, [policy()])).toMatchObject([{ error: "rego_parse_error: 7" }]);
  });

  it("reads policies for an older OPA as v0 alone", async () => {
    const count = VALUE('["seen"]').replace("seen", "'$#'");
    const [old] = await evaluate(count, [policy()], { toolVersion: "0.61.0" });
    const [today] = await evaluate(count, [policy()], { toolVersion: "1.4.0" });
    expect([old?.messages, today?.messages]).toEqual([["8"], ["7"]]);
  });

  it("refuses what cannot be asked, and evaluates the others", async () => {
    const reports = await evaluate(VALUE("[]"), [
      policy({ code: null }),
      policy({ query: "a\0" }),
      policy({ query: "a".repeat(70_000) }),
      policy(),
    ]);
    expect(reports.map(({ error }) => error)).toEqual([
      "no code was uploaded for this policy",
      "the query contains the character NUL",
      "the query is longer than 65536 bytes",
      null,
    ]);
  });

  it("stops a policy that does not end, and evaluates the others", async () => {
    const script = `grep -q slow ./*.rego && while :; do :; done; ${VALUE("[]")}`;
    const policies = [policy({ code: "slow" }), policy()];
    expect(await evaluate(script, policies, { time: 500 })).toMatchObject([
      { status: "errored", error: "the policy had to be stopped: it took more than 0.5 seconds" },
      { status: "passed" },
    ]);
  });

  it("leaves out what policies say where nothing sensitive may show", async () => {
    const options = { redactSensitive: true };
    const [report] = await evaluate(VALUE('["s3cret"]'), [policy()], options);
    expect(report).toMatchObject({ status: "failed", messages: [] });
  });

  it("asks what an archive says, over all of its files", async () => {
    const archive = {
      policies: [{ name: "ingress", query: "data.b.deny", description: "From the archive." }],
      files: [
        { path: "policies/b.rego", content: base64("package b") },
        { path: "data.json", content: base64("{}") },
      ],
    };
    const listed = policy({ code: null, query: "", description: "" });
    const script = LINES('find . -type f | sort; for each in "$@"; do :; done; echo "$each"');
    expect(await evaluate(script, [listed], { archive })).toMatchObject([
      {
        query: "data.b.deny",
        description: "From the archive.",
        messages: ["./data.json", "./policies/b.rego", "data.b.deny"],
      },
    ]);
  });

  it("writes nothing beside the folder of an archive", async () => {
    const written = (path: string) => {
      const archive = { policies: [], files: [{ path, content: base64("package a") }] };
      return evaluate(VALUE("[]"), [], { archive });
    };
    for (const path of ["../0.rego", "a/../../b.rego", "/../a.rego", ".."])
      await expect(written(path)).rejects.toThrow("leads out of its policy set");
    for (const path of ["..a.rego", "/tmp/a.rego"]) expect(await written(path)).toEqual([]);
  });

  it("says of a set what is wrong with its archive", async () => {
    const archive = { problem: "policies.hcl not found" };
    await expect(evaluate(VALUE("[]"), [policy()], { archive })).rejects.toThrow(archive.problem);
  });

  it("leaves nothing behind", async () => {
    vi.stubEnv("TMPDIR", folder);
    await evaluate(VALUE("[]"), [policy()]);
    await expect(evaluate("kill -KILL $$", [policy()])).rejects.toThrow("killed from outside");
    expect(readdirSync(folder).sort()).toEqual(["opa", "plan.json"]);
    vi.unstubAllEnvs();
  });

  it("begins with a program that is OPA", async () => {
    writeFileSync(opa, `#!/bin/sh\necho "Version: 1.2.3"\n`);
    chmodSync(opa, 0o755);
    await expect(openOpa(opa)).rejects.toThrow(`"${opa}" cannot be used as OPA: `);
    writeFileSync(opa, `#!/bin/sh\necho no\n`);
    await expect(openOpa(opa)).rejects.toThrow('"opa version" does not say a version; give --opa');
    await expect(openOpa("/nowhere/opa")).rejects.toThrow("ENOENT");
    writeFileSync(
      opa,
      `#!/bin/sh\n[ $1 = version ] && echo "Version: 1.2.3" || echo '{"builtins":[]}'\n`,
    );
    expect(await openOpa(opa)).toMatchObject({ path: opa, version: "1.2.3" });
  });

  it("takes network and machine from policies", () => {
    const builtins = ["http.send", "abs", "net.lookup_ip_addr", "opa.runtime"].map((name) => ({
      name,
    }));
    const features = ["rego_v1"];
    expect(JSON.parse(restricted(JSON.stringify({ builtins, features })))).toEqual({
      builtins: [{ name: "abs" }],
      features,
      allow_net: [],
    });
  });
});
