import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { play } from "./in-process.js";
import { portcullis, root } from "./program.js";

const examples = join(root, "examples/nomad");
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-nomad-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function set(text: string, level: string): string {
  file("policy.sentinel", text);
  file(
    "sentinel.hcl",
    `policy "p" {\n  source = "policy.sentinel"\n  enforcement_level = "${level}"\n}\n`,
  );
  return folder;
}

const check = (...args: string[]) => play(["check", "--policies", ...args]);
const job = (name: string) => join(examples, "jobs", `${name}.json`);

it("the examples pass their tests", async () => {
  const { code, stdout } = await play(["test", examples]);
  expect([code, stdout]).toEqual([0, expect.not.stringContaining("FAIL")]);
});

describe("check -nomad-job", () => {
  it("accepts a job that every policy passes", async () => {
    const { code, stdout } = await check(examples, "--nomad-job", job("shop"));
    expect(stdout).toMatch(
      /^Job "shop" would be accepted: [89] passed, 0 refused it, [01] warned\.\n/,
    );
    expect(code).toBe(0);
  });

  it("refuses one with all that Nomad would answer", async () => {
    const { code, stdout } = await check(examples, "--nomad-job", job("careless"));
    expect(stdout).toMatch(
      /^Job "careless" would be refused: \d passed, 5 refused it, [12] warned\.\n\n5 errors occurred:\n\t\* limit-counts : Result: false\n\nPrint messages:\n\nweb: count 40 is more than 10\n\nlimit-counts:11:1 - Rule "main"\n/,
    );
    expect(stdout).toContain(
      "\n\t* restrict-drivers : Result: false\n\nPrint messages:\n\nweb/cleanup: driver raw_exec is not allowed\n",
    );
    expect(stdout).toMatch(
      /\n\d warnings?:\n\n\* (?:no-friday-deploys|require-canaries) : Result: false\n/,
    );
    expect(code).toBe(1);
  });

  it("reads standard input", () => {
    const input = '{"job":{"id":"piped","datacenters":["lab"]}}';
    const { code, stdout } = portcullis(
      ["check", "--policies", "examples/nomad", "--nomad-job", "-"],
      { input },
    );
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Job "piped" would be accepted/)]);
  });

  it.each([
    ["main = true", "hard-mandatory", [], 0],
    ["main = false", "advisory", [], 0],
    ["main = false", "advisory", ["--fail-on", "advisory"], 1],
    ["main = false", "soft-mandatory", [], 1],
    ["main = false", "soft-mandatory", ["--policy-override"], 0],
    ["main = false", "soft-mandatory", ["--policy-override", "--fail-on", "advisory"], 0],
    ["main = false", "hard-mandatory", ["--policy-override"], 1],
    ["main = job.meta.owner", "hard-mandatory", [], 2],
    ['main = error("x")', "hard-mandatory", [], 3],
    ["main = ", "hard-mandatory", [], 9],
  ])("%s, %s, %j exits with %d", async (policy, level, flags, code) => {
    const args = [set(`${policy}\n`, level), "--nomad-job", job("shop"), ...flags];
    expect((await check(...args)).code).toBe(code);
  });

  it("shows the job as it runs, who submits and the namespace", async () => {
    const policy = `main = rule {
	job_exists and existing_job.status is "running" and
	nomad_acl_token.name is "ci" and nomad_acl_token.secret_id is "" and
	namespace.meta.tier is "one" and job.nomad_token_id is "an-accessor"
}
`;
    const { code, stdout } = await check(
      set(policy, "hard-mandatory"),
      ...["--nomad-job", job("shop")],
      ...["--nomad-existing-job", file("old.json", '{"Job":{"ID":"shop","Status":"running"}}')],
      ...[
        "--nomad-token",
        file("token.json", '{"AccessorID":"an-accessor","Name":"ci","SecretID":"x"}'),
      ],
      ...["--nomad-namespace", file("namespace.json", '{"Name":"default","Meta":{"tier":"one"}}')],
    );
    expect([code, stdout]).toEqual([0, expect.stringContaining("accepted")]);
  });

  it("prints nothing that steers a terminal", async () => {
    const hostile = file("hostile.json", JSON.stringify({ ID: "a\u001b[2J\nb" }));
    const { stdout } = await check(
      set("print(job.id)\nmain = false\n", "advisory"),
      "--nomad-job",
      hostile,
    );
    expect(stdout).not.toContain("\u001b");
    expect(stdout).toMatch(/^Job "a\\+x1b\[2J b" would be accepted/);
  });

  it.each([
    [
      '{"Job":{"ID":"a","taskGroups":[{"Count":"3"}]}}',
      '"Job.taskGroups[0].Count" is a string, expected a number',
    ],
    [
      '{"Job":{"ID":"a"},"job":{"ID":"b"}}',
      '"job" is given twice; keys that differ in case are the same',
    ],
    ['{"Job":{}}', 'has no "ID"; give the output of "nomad job run -output FILE"'],
    [
      'job "a" { }',
      'is no JSON: unexpected character; give the output of "nomad job run -output FILE"',
    ],
  ])("refuses to judge %s", async (text, problem) => {
    const path = file("bad.json", text);
    const { code, stdout, stderr } = await check(examples, "--nomad-job", path);
    expect([code, stdout]).toEqual([9, ""]);
    expect(stderr).toBe(`"${path}": the job is malformed: ${problem}\n`);
  });

  it("gives policies the variables of a file", async () => {
    const policy = `import "nomad_var"
main = nomad_var.get("nomad/sentinel/limits").max is "5" and nomad_var.get("nomad/sentinel/limits@dev").max is "9" and
	(nomad_var.get("nomad/sentinel/others") else "none") is "none"
`;
    const variables = file(
      "variables.json",
      '{"Variables": {"nomad/sentinel/limits": {"max": "5"}, "nomad/sentinel/limits@dev": {"max": "9"}}}',
    );
    const args = ["--nomad-job", job("shop"), "--nomad-variables", variables];
    expect((await check(set(policy, "hard-mandatory"), ...args)).code).toBe(0);
    expect((await check(folder, "--nomad-job", job("shop"))).code).toBe(2);
  });

  it.each([
    [["--nomad-job", "x", "--plan", "y"], '"-plan" is about plans; leave it out for a Nomad job'],
    [
      ["--nomad-job", "x", "--format", "json"],
      '"-format" is about plans; leave it out for a Nomad job',
    ],
    [
      ["--nomad-volume", "x", "--plan", "y"],
      '"-plan" is about plans; leave it out for a Nomad volume',
    ],
    [
      ["--nomad-job", "x", "--nomad-volume", "y"],
      '"-nomad-volume" does not go with "-nomad-job"; leave one of them out',
    ],
    [
      ["--nomad-volume", "x", "--nomad-existing-job", "y"],
      '"-nomad-existing-job" does not go with "-nomad-volume"; leave one of them out',
    ],
    [["--nomad-node", "x"], '"-nomad-node" needs "-nomad-volume=FILE"'],
    [["--nomad-token", "x"], '"-nomad-token" needs "-nomad-job=FILE"'],
    [["--policy-override", "--plan", "x"], '"-policy-override" needs "-nomad-job=FILE"'],
    [
      ["--nomad-job", "-", "--nomad-token", "-"],
      'only one file can be read from standard input with "-"',
    ],
  ])("refuses %j", async (args, problem) => {
    const { code, stderr } = await check(examples, ...args);
    expect([code, stderr]).toEqual([9, expect.stringContaining(problem)]);
  });
});

describe("check -nomad-volume", () => {
  const policy = `print(volume.name)
main = rule { (volume.parameters["tag"] else "") is not "" and (not volume_exists or existing_volume.state is "ready") }
`;
  const host = (parameters: object) =>
    file("host.json", JSON.stringify({ Volume: { Name: "data", Parameters: parameters } }));

  it("accepts or refuses a host volume as Nomad would", async () => {
    const accepted = await check(
      set(policy, "hard-mandatory"),
      "--nomad-volume",
      host({ tag: "x" }),
    );
    expect([accepted.code, accepted.stdout]).toEqual([
      0,
      'Volume "data" would be accepted: 1 passed, 0 refused it, 0 warned.\n',
    ]);
    const refused = await check(folder, "--nomad-volume", host({}));
    expect(refused.code).toBe(1);
    expect(refused.stdout).toMatch(
      /^Volume "data" would be refused: 0 passed, 1 refused it, 0 warned\.\n\n1 error occurred:\n\t\* p : Result: false\n\nPrint messages:\n\ndata\n/,
    );
  });

  it("shows what exists, and where a volume is placed", async () => {
    const seen =
      'main = volume_exists and existing_volume.state is "ready" and node.class is "big" and node.node_resources.memory.memory_mb is 512 and node_pool.name is "gpu"\n';
    const { code } = await check(
      set(seen, "hard-mandatory"),
      ...["--nomad-volume", host({})],
      ...["--nomad-existing-volume", file("old-volume.json", '{"Name":"data","State":"ready"}')],
      ...[
        "--nomad-node",
        file("node.json", '{"NodeClass":"big","NodeResources":{"Memory":{"MemoryMB":512}}}'),
      ],
      ...["--nomad-node-pool", file("pool.json", '{"Name":"gpu"}')],
    );
    expect(code).toBe(0);
  });

  it("judges CSI volumes one by one; warnings are a multi-error", async () => {
    const volumes = file(
      "csi.json",
      '{"Volumes":[{"ID":"a","Name":"a","Parameters":{"tag":"x"}},{"ID":"b","Name":"b"}]}',
    );
    const { code, stdout } = await check(set(policy, "advisory"), "--nomad-volume", volumes);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Volume "a" would be accepted: 1 passed, 0 refused it, 0 warned\.\n\nVolume "b" would be accepted: 0 passed, 0 refused it, 1 warned\.\n\n1 error occurred:\n\t\* p : Result: false\n/,
    );
  });

  it.each([
    ["{}", "has no volume"],
    ['{"Volume":{},"Volumes":[{}]}', "is about volumes of both kinds"],
    ['{"volume":{},"Volume":{}}', '"Volume" is given twice'],
    ['{"Volume":{"Name":1}}', '"Volume.Name" is a number, expected a string'],
  ])("refuses to judge %s", async (text, problem) => {
    const { code, stderr } = await check(folder, "--nomad-volume", file("bad.json", text));
    expect([code, stderr]).toEqual([9, expect.stringContaining(problem)]);
  });
});
