import { afterEach, describe, expect, it } from "vitest";
import type { Submission, SubmissionPolicy } from "../../../domain/nomad-submissions/submission.js";
import {
  EvaluatorBusy,
  type SubmissionHost,
} from "../../../domain/nomad-submissions/submission-evaluator.js";
import { SubmissionPool } from "./submission-pool.js";
import { submissionProcessLimits } from "./submission-process.js";

const submission: Submission = {
  scope: "submit-job",
  submitted: JSON.stringify({ ID: "shop", TaskGroups: [{ Name: "web", Count: 3 }] }),
  isStored: false,
  existing: null,
  token: JSON.stringify({ AccessorID: "an-accessor", SecretID: "s3cret" }),
  namespaceDocument: null,
  node: null,
  nodePool: null,
  region: "global",
  namespace: "default",
  newId: "",
  override: false,
};

const host: SubmissionHost = {
  variable: async (path, namespace) => {
    if (path === "nomad/sentinel/away") throw new Error("the Nomad server is away");
    return path === "nomad/sentinel/none" ? null : JSON.stringify({ path, namespace });
  },
};

const endless =
  "n = range(3000)\nfor n as a { for n as b { for n as c { x = c } } }\nmain = true\n";
const hungry = "m = {}\nfor range(1000000) as i { m[i] = [i] }\nmain = true\n";

let pool: SubmissionPool;
afterEach(() => pool.close());

function policy(text: string, at = 0): SubmissionPolicy {
  return { name: `p${at}`, level: "hard-mandatory", text };
}

function judge(
  texts: readonly string[],
  about: Partial<Submission> = {},
  signal = signalOf(20_000),
) {
  return pool.judge({ ...submission, ...about }, texts.map(policy), host, signal);
}

function signalOf(milliseconds: number): AbortSignal {
  return AbortSignal.timeout(milliseconds);
}

describe("policies over a submission", () => {
  it("see the job as Nomad completes it, who submits, and no secret", async () => {
    pool = new SubmissionPool({ httpHosts: [] });
    const seen = `main = job.task_groups[0].count is 3 and job.priority is 50 and job.nomad_token_id is "an-accessor" and
	nomad_acl_token.secret_id is "" and existing_job is null and not job_exists and namespace is null\n`;
    expect(await judge([seen])).toEqual({ errors: [], warnings: [] });
  });

  it("see a job that Nomad has kept as it is", async () => {
    pool = new SubmissionPool({ httpHosts: [] });
    const submitted = JSON.stringify({ ID: "shop", Status: "dead", Version: 3 });
    const kept = 'main = job.version is 3 and job.status is "dead" and job.priority is 0\n';
    expect(await judge([kept], { submitted, isStored: true })).toEqual({
      errors: [],
      warnings: [],
    });
  });

  it("see volumes of both kinds", async () => {
    pool = new SubmissionPool({ httpHosts: [] });
    const submitted = JSON.stringify({ ID: "v", Name: "data" });
    expect(
      await judge(
        ['main = volume.state is "pending" and node.name is "n" and node_pool is null\n'],
        {
          scope: "submit-host-volume",
          submitted,
          node: JSON.stringify({ Name: "n" }),
        },
      ),
    ).toEqual({ errors: [], warnings: [] });
    expect(
      await judge(['main = volume.id is "v" and volume_exists\n'], {
        scope: "submit-csi-volume",
        submitted,
        existing: submitted,
      }),
    ).toEqual({ errors: [], warnings: [] });
  });

  it("fail in Nomad's words", async () => {
    pool = new SubmissionPool({ httpHosts: [] });
    expect(await judge(["main = rule { false }\n"])).toEqual({
      errors: ['p0 : Result: false\n\np0:1:1 - Rule "main"\n  Value:\n    false\n\n'],
      warnings: [],
    });
    const soft = { name: "s", level: "soft-mandatory" as const, text: "main = false\n" };
    const overridden = { ...submission, override: true };
    const { errors, warnings } = await pool.judge(overridden, [soft], host, signalOf(20_000));
    expect([errors, warnings.length]).toEqual([[], 1]);
  });

  it("read Nomad's variables, and nothing else of the network", async () => {
    pool = new SubmissionPool({ httpHosts: [] });
    const reads = `import "nomad_var"
main = nomad_var.get("nomad/sentinel/a@dev") is {"path": "nomad/sentinel/a", "namespace": "dev"} and
	(nomad_var.get("nomad/sentinel/none") else "none") is "none"\n`;
    const fails = 'import "nomad_var"\nmain = nomad_var.get("nomad/sentinel/away") is {}\n';
    const asks = 'import "http"\nmain = http.get("http://127.0.0.1:1/") is {}\n';
    const { errors } = await judge([reads, fails, asks]);
    expect(errors.map((text) => text.split("\n")[2])).toEqual([
      expect.stringContaining("the Nomad server is away"),
      expect.stringMatching(/http/),
    ]);
  });

  it("reach only the hosts that they may", async () => {
    pool = new SubmissionPool({ httpHosts: ["api.example.com"] });
    const asks = 'import "http"\nmain = http.get("http://other.example.com/") is {}\n';
    const { errors } = await judge([asks]);
    expect(errors[0]).toContain('"other.example.com"');
    expect(errors[0]).toContain("PORTCULLIS_NOMAD_HTTP_HOSTS");
  });
});

describe("a pool", () => {
  it("evaluates the others when a policy takes its process down", async () => {
    pool = new SubmissionPool({ httpHosts: [], limits: { ...submissionProcessLimits, heap: 48 } });
    const { errors } = await judge(["main = true\n", hungry, "main = false\n"]);
    expect(errors.map((text) => text.slice(0, 2))).toEqual(["p1", "p2"]);
    expect(errors[0]).toMatch(/had to be stopped: it ran out of memory/);
    expect(await judge(["main = true\n"])).toEqual({ errors: [], warnings: [] });
  });

  it("ends a policy that takes too much, at its own place", async () => {
    pool = new SubmissionPool({ httpHosts: [] });
    // A fast machine takes all the steps before the time is over.
    const { errors } = await judge([endless]);
    expect(errors[0]).toMatch(
      /^p0 : Result: false\n\nError message: p0:2:\d+: the policy (takes more than \d+ steps|.*5)/,
    );
  }, 20_000);

  it("stops when nobody waits any more, and goes on with the next", async () => {
    pool = new SubmissionPool({ httpHosts: [], size: 1 });
    const first = judge([endless], {}, signalOf(300));
    const second = judge(["main = true\n"]);
    await expect(first).rejects.toThrow();
    expect(await second).toEqual({ errors: [], warnings: [] });
  });

  it("refuses whoever would have to wait behind too many", async () => {
    pool = new SubmissionPool({ httpHosts: [], size: 1, waiting: 1 });
    const given = [judge(["main = true\n"]), judge(["main = true\n"])];
    await expect(judge(["main = true\n"])).rejects.toThrow(EvaluatorBusy);
    expect(await Promise.all(given)).toHaveLength(2);
  });

  it("judges many at once", async () => {
    pool = new SubmissionPool({ httpHosts: [] });
    pool.warmUp();
    const judgements = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        judge([i % 2 === 0 ? "main = true\n" : "main = false\n"]),
      ),
    );
    expect(judgements.map(({ errors }) => errors.length)).toEqual(
      Array.from({ length: 40 }, (_, i) => i % 2),
    );
  });
});
