// The whole product in under a minute: a server of its own on a free port, an organization, three
// policy sets and workspaces, one real plan, and the three ways in which a policy check can end.
// Everything is made through the public API and the portcullis command. Run with: make demo

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createClient } from "@portcullis/client";

const root = fileURLToPath(new URL("..", import.meta.url));
const program = join(root, "packages/cli/bin/portcullis.js");
const plan = "examples/web-tier/plan.json";
const organizationName = "acme";

/** One policy, the set and the workspace it is enforced on, and how the check is expected to end. */
const scenes = [
  {
    title: "A policy that passes",
    policy: "require-mandatory-labels",
    level: "hard-mandatory",
    workspace: "web-labels",
    exitCode: 0,
    status: "policy_checked",
  },
  {
    title: "A hard-mandatory policy that fails: the run ends here",
    policy: "restrict-ssh-ingress",
    level: "hard-mandatory",
    workspace: "web-network",
    exitCode: 1,
    status: "errored",
  },
  {
    title: "A soft-mandatory policy that fails: somebody who may can override it",
    policy: "restrict-machine-types",
    level: "soft-mandatory",
    workspace: "web-machines",
    exitCode: 1,
    status: "policy_override",
  },
];

const data = mkdtempSync(join(tmpdir(), "portcullis-demo-"));
const server = spawn(
  process.execPath,
  [program, "serve", "--listen", "127.0.0.1:0", "--data", data],
  { cwd: root, env: withoutSettings(process.env), stdio: ["ignore", "pipe", "pipe"] },
);
// The log of requests would drown what the demo shows; it is only of use when something goes wrong.
let serverLog = "";
server.stderr.setEncoding("utf8").on("data", (text) => {
  serverLog += text;
});

try {
  const { url, token } = await started(server);
  heading(`A server on ${url} with an empty database`);
  const client = createClient({ baseUrl: url, token });
  await client.organizations.create({
    body: {
      data: {
        type: "organizations",
        attributes: { name: organizationName, email: "platform@acme.example" },
      },
    },
  });
  console.log(`organization ${organizationName}`);
  for (const scene of scenes) await prepare(client, scene);

  for (const scene of scenes) await play(client, scene, url, token);
  heading("All three runs ended as they should. The server is stopped and its data removed");
} catch (error) {
  console.error(serverLog);
  console.error(error);
  process.exitCode = 1;
} finally {
  const stopped = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await stopped;
  rmSync(data, { recursive: true, force: true });
}

/** Settings of a real server, a preset token for example, are not for the one of the demo. */
function withoutSettings(environment) {
  const kept = Object.entries(environment).filter(([name]) => !name.startsWith("PORTCULLIS_"));
  return Object.fromEntries(kept);
}

/** The address and the first token, which the server prints when it listens. */
function started(process) {
  return new Promise((resolve, reject) => {
    let printed = "";
    process.once("exit", (code) => reject(new Error(`the server ended with code ${code}`)));
    process.stdout.setEncoding("utf8").on("data", (text) => {
      printed += text;
      const url = /on (http:\S+),/.exec(printed)?.[1];
      const token = /\n {4}(\S+)\n/.exec(printed)?.[1];
      if (url !== undefined && token !== undefined) resolve({ url, token });
    });
  });
}

/** A workspace, and a policy set with one policy that is enforced on it. */
async function prepare(client, { policy: name, level, workspace: workspaceName }) {
  const workspace = await client.workspaces.create({
    organizationName,
    body: { data: { type: "workspaces", attributes: { name: workspaceName } } },
  });
  const policy = await client.policies.create({
    organizationName,
    body: {
      data: {
        type: "policies",
        attributes: { name, enforce: [{ path: `${name}.sentinel`, mode: level }] },
      },
    },
  });
  await client.policies.upload({
    policyId: policy.data.id,
    content: readFileSync(join(root, `examples/policies/${name}.sentinel`)),
  });
  await client.policySets.create({
    organizationName,
    body: {
      data: {
        type: "policy-sets",
        attributes: { name: workspaceName },
        relationships: {
          policies: { data: [{ id: policy.data.id, type: "policies" }] },
          workspaces: { data: [{ id: workspace.data.id, type: "workspaces" }] },
        },
      },
    },
  });
  console.log(`workspace ${workspaceName}, policy set with ${name} (${level})`);
}

async function play(client, scene, url, token) {
  heading(scene.title);
  const args = ["run", "--workspace", `${organizationName}/${scene.workspace}`, "--plan", plan];
  console.log(`$ portcullis ${args.join(" ")}`);
  const { code, runId } = await portcullis(args, {
    PORTCULLIS_ADDRESS: url,
    PORTCULLIS_TOKEN: token,
  });
  expectEqual("exit code", code, scene.exitCode);
  const { data: run } = await client.runs.show({ runId });
  expectEqual("status of the run", run.attributes.status, scene.status);
  console.log(`\nexit code ${code}, the run is ${run.attributes.status}`);
  if (scene.status === "policy_override") await override(client, run);
}

async function override(client, run) {
  const policyCheckId = run.relationships["policy-checks"].data[0].id;
  console.log(`\n$ POST /api/v2/policy-checks/${policyCheckId}/actions/override`);
  const check = await client.policyChecks.override({
    policyCheckId,
    body: { comment: "The reports need the memory until the end of the quarter" },
  });
  expectEqual("status of the check", check.data.attributes.status, "overridden");
  const { data } = await client.runs.show({ runId: run.id });
  expectEqual("status of the run", data.attributes.status, "policy_checked");
  console.log(`the check is ${check.data.attributes.status}, the run is ${data.attributes.status}`);
}

/** Runs the command, shows what it prints, and remembers the id of the run. */
function portcullis(args, environment) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "inherit", "pipe"],
    });
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      errors += text;
      process.stdout.write(text);
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, runId: /^Run (\S+) /.exec(errors)?.[1] }));
  });
}

function expectEqual(what, actual, expected) {
  if (actual !== expected) throw new Error(`${what}: expected ${expected}, got ${actual}`);
}

function heading(text) {
  console.log(`\n${"=".repeat(72)}\n${text}\n${"=".repeat(72)}\n`);
}
