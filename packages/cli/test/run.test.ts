import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Terminal } from "../src/command.js";
import { main } from "../src/main.js";
import { enforce, type Level, type LiveServer, startLiveServer } from "./live-server.js";
import { type Finished, portcullis, program, root } from "./program.js";

const plan = "examples/web-tier/plan.json";
let folder: string;
let server: LiveServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-run-"));
  server = await startLiveServer(["-listen=127.0.0.1:0"], folder);
  const organization = { name: "acme", email: "platform@acme.example" };
  await server.client.organizations.create({
    body: { data: { type: "organizations", attributes: organization } },
  });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  rmSync(folder, { recursive: true });
});

/** Makes a workspace whose one policy has the given code. */
function workspace(name: string, level: Level, code: string): Promise<void> {
  return enforce(server.client, "acme", name, [{ name, level, code: `${code}\n` }]);
}

function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input = "",
): Finished {
  const access = { PORTCULLIS_ADDRESS: server.url, PORTCULLIS_TOKEN: server.token };
  return portcullis(["run", ...args], { env: { ...access, ...env }, input });
}

async function statusOf({ stderr }: Pick<Finished, "stderr">): Promise<string> {
  const runId = /^Run (\S+) in acme\//m.exec(stderr)?.[1] ?? "";
  return (await server.client.runs.show({ runId })).data.attributes.status;
}

describe("run", () => {
  it("prints a check that passes as the Terraform command does", async () => {
    await workspace("passes", "hard-mandatory", "main = rule { true }");
    const result = run(["-workspace=acme/passes", `-plan=${plan}`]);
    expect(result.code).toBe(0);
    // Typed from the text layout of policy checks in remote runs of the Terraform command.
    expect(result.stdout).toBe(`
------------------------------------------------------------------------

Organization Policy Check:

======================== Results for policy set: passes ========================

Sentinel Result: true

This result means that all Sentinel policies passed and the protected
behavior is allowed.

1 policies evaluated.

## Policy 1: passes/passes (hard-mandatory)

Result: true

./passes.sentinel:1:1 - Rule "main"
  Value:
    true

`);
    expect(await statusOf(result)).toBe("policy_checked");
  });

  const failures: [
    name: string,
    level: Level,
    code: string,
    exit: number,
    status: string,
    error: RegExp,
  ][] = [
    [
      "hard",
      "hard-mandatory",
      "main = false",
      1,
      "errored",
      /Organization Policy Check hard failed/,
    ],
    [
      "soft",
      "soft-mandatory",
      "main = false",
      1,
      "policy_override",
      /soft failed[\s\S]*POST \/api\/v2\/policy-checks\/polchk-\w+\/actions\/override/,
    ],
    ["undefined", "hard-mandatory", "main = {}.x", 2, "errored", /hard failed/],
    ["broken", "soft-mandatory", "main = nothing", 3, "policy_override", /soft failed/],
    ["advisory", "advisory", "main = false", 0, "policy_checked", /^Run \S+ in acme\/advisory\n$/],
  ];
  it.each(failures)(
    "ends for a policy that is %s (%s) as it should",
    async (name, level, code, exit, status, error) => {
      await workspace(name, level, code);
      const result = run(["--workspace", `acme/${name}`, "--plan", plan]);
      expect(result.code).toBe(exit);
      expect(result.stderr).toMatch(error);
      expect(await statusOf(result)).toBe(status);
    },
  );

  it("counts failures from the level of -fail-on", () => {
    expect(run(["-workspace=acme/soft", `-plan=${plan}`, "-fail-on=hard-mandatory"]).code).toBe(0);
    expect(run(["-workspace=acme/advisory", `-plan=${plan}`, "-fail-on=advisory"]).code).toBe(1);
  });

  it("says so when no policy set applies", async () => {
    await server.client.workspaces.create({
      organizationName: "acme",
      body: { data: { type: "workspaces", attributes: { name: "free" } } },
    });
    const result = run(
      ["-workspace=acme/free", "-plan=-"],
      {},
      await readFile(join(root, plan), "utf8"),
    );
    expect([result.code, result.stdout]).toEqual([0, "No policy set applies to the workspace.\n"]);
    expect(await statusOf(result)).toBe("planned");
  });

  it.each([
    [
      "a plan that is none",
      ["-workspace=acme/passes", "-plan=package.json"],
      {},
      /no "format_version"/,
    ],
    [
      "a plan that is not there",
      ["-workspace=acme/passes", "-plan=nowhere"],
      {},
      /^"nowhere" cannot be read: there is no such file$/m,
    ],
    [
      "a plan that is a folder",
      ["-workspace=acme/passes", "-plan=."],
      {},
      /^"." cannot be read: it is a folder$/m,
    ],
    [
      "a workspace that is not there",
      ["-workspace=acme/nowhere", `-plan=${plan}`],
      {},
      /^there is no workspace "acme\/nowhere" that the token may see/m,
    ],
    ["a malformed workspace", ["-workspace=acme", `-plan=${plan}`], {}, /"-workspace=ORG\/NAME"/],
    ["no plan", ["-workspace=acme/passes"], {}, /"-plan=FILE"/],
    [
      "no token",
      ["-workspace=acme/passes", `-plan=${plan}`],
      { PORTCULLIS_TOKEN: "" },
      /set PORTCULLIS_TOKEN/,
    ],
    [
      "a wrong token",
      ["-workspace=acme/passes", `-plan=${plan}`],
      { PORTCULLIS_TOKEN: "wrong" },
      /^the server does not know the token in PORTCULLIS_TOKEN/m,
    ],
    [
      "no server",
      ["-workspace=acme/passes", `-plan=${plan}`, "-address=http://127.0.0.1:1"],
      {},
      /no usable answer from http:\/\/127.0.0.1:1/,
    ],
    [
      "no address",
      ["-workspace=acme/passes", `-plan=${plan}`, "-address=nowhere"],
      {},
      /"nowhere" is not the address/,
    ],
  ])("exits with 9 for %s", (_, args, env, message) => {
    const { code, stdout, stderr } = run(args, env);
    expect([code, stdout]).toEqual([9, ""]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it("does not wait for a plan that it will not send", async () => {
    const child = spawn(process.execPath, [program, "run", "-workspace=acme/nowhere", "-plan=-"], {
      env: {
        PATH: process.env.PATH,
        PORTCULLIS_ADDRESS: server.url,
        PORTCULLIS_TOKEN: server.token,
      },
      stdio: ["pipe", "ignore", "ignore"],
    });
    // Nothing is written to its standard input, which stays open.
    const [code] = await once(child, "exit");
    expect(code).toBe(9);
  });

  it("leaves no run behind when the plan cannot be read", async () => {
    const query = { page: { size: 1 } };
    const runs = () => server.client.runs.listByOrganization({ organizationName: "acme", query });
    const before = (await runs()).data[0]?.id;
    expect(run(["-workspace=acme/passes", "-plan=nowhere"]).code).toBe(9);
    expect((await runs()).data[0]?.id).toBe(before);
  });

  /** Runs the command in this process, with a person who gives the answer. */
  async function runAsked(answer: string) {
    const written = { stdout: "", stderr: "", asked: "" };
    const terminal: Terminal = {
      env: { PORTCULLIS_ADDRESS: server.url, PORTCULLIS_TOKEN: server.token },
      write: (text) => {
        written.stdout += text;
      },
      writeError: (text) => {
        written.stderr += text;
      },
      ask: async (question) => {
        written.asked += question;
        return answer;
      },
    };
    const path = join(root, plan);
    const code = await main(["run", "-workspace=acme/soft", "-plan", path], terminal);
    return { ...written, code };
  }

  it("asks on a terminal whether to override, and overrides", async () => {
    const result = await runAsked("override");
    expect(result.asked).toContain("Only 'override' will be accepted to override.");
    expect(result.code).toBe(0);
    expect(await statusOf(result)).toBe("policy_checked");
  });

  it("discards the run for any other answer", async () => {
    const result = await runAsked("yes");
    expect(result.code).toBe(1);
    expect(result.stderr).toContain("Failed to override");
    expect(await statusOf(result)).toBe("discarded");
  });
});

describe("serve", () => {
  it("shows the first token once, and refuses a second server on the same data", async () => {
    expect(server.stdout()).toContain('Token of the user "admin", shown this once');
    const second = portcullis(["serve", "-listen=127.0.0.1:0"], { cwd: folder });
    expect(second.code).toBe(9);
    expect(second.stderr).toMatch(/the server did not start: .*\.portcullis/);
  });

  it("refuses settings that it does not know, all at once", () => {
    const { code, stderr } = portcullis(["serve", "-listen=nowhere", "-base-url=here"], {
      cwd: folder,
    });
    expect(code).toBe(9);
    expect(stderr).toContain('cannot listen on "nowhere"');
    expect(stderr).toContain('base URL "here" is not one');
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

describe("token", () => {
  it("logs to standard error as it goes, and nothing to standard output", async () => {
    await vi.waitFor(() => expect(server.stderr()).toContain('"msg":"request"'));
    expect(server.stderr()).toContain('"msg":"listening"');
    expect(server.stdout()).not.toContain('"msg"');
  });

  it("makes another token beside a running server", () => {
    const { code, stdout } = portcullis(["token", "create"], { cwd: folder });
    expect(code).toBe(0);
    const { code: used } = run(["-workspace=acme/passes", `-plan=${plan}`], {
      PORTCULLIS_TOKEN: stdout.trim(),
    });
    expect(used).toBe(0);
  });

  it("exits with 9 where no server was ever started", () => {
    const { code, stderr } = portcullis(["token", "create", "-data", "nowhere"], { cwd: folder });
    expect(code).toBe(9);
    expect(stderr).toMatch(/no server was started in "nowhere" yet/);
    expect(portcullis(["token"], { cwd: folder }).stderr).toContain(
      'say what to do: "token create"',
    );
  });
});
