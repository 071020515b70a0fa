// A real Nomad of its own for a harness: server and client in one process, on free ports, with ACLs.

import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

/** LIMIT: how long the agent may take to elect itself. */
const START_TIME = 60_000;

/** Runs an agent while `use` runs. `kill` ends it at once, as a crash would. */
export async function withNomad(folder, use) {
  const [http, rpc, serf] = await freePorts(3);
  const config = join(folder, "nomad.hcl");
  // The machine may be no machine of a cloud, whose addresses the agent would wait for.
  writeFileSync(
    config,
    `ports {
  http = ${http}
  rpc  = ${rpc}
  serf = ${serf}
}
client {
  options = { "fingerprint.denylist" = "env_aws,env_gce,env_azure,env_digitalocean" }
}
plugin "raw_exec" {
  config { enabled = true }
}
`,
  );
  const agent = spawn("nomad", ["agent", "-dev", "-acl-enabled", "-config", config], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  const keep = (text) => {
    log = (log + text).slice(-4000);
  };
  agent.stdout.on("data", keep);
  agent.stderr.on("data", keep);
  const ended = new Promise((resolve) => agent.once("exit", resolve));
  const url = `http://127.0.0.1:${http}`;
  try {
    await untilReady(url, () => log);
    const token = randomUUID();
    const body = JSON.stringify({ BootstrapSecret: token });
    const { status } = await fetch(`${url}/v1/acl/bootstrap`, { method: "PUT", body });
    if (status !== 200) throw new Error(`Nomad's ACLs cannot be bootstrapped: ${status}`);
    return await use({ url, token, kill: () => agent.kill("SIGKILL") && ended, agent });
  } finally {
    agent.kill("SIGINT");
    setTimeout(() => agent.kill("SIGKILL"), 20_000).unref();
    await ended;
  }
}

async function untilReady(url, log) {
  for (const end = Date.now() + START_TIME; Date.now() < end; ) {
    const leader = await fetch(`${url}/v1/status/leader`).then(
      (answer) => answer.text(),
      () => "",
    );
    if (/^".+"$/.test(leader)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`Nomad did not become ready:\n${log()}`);
}

async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
    }),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
