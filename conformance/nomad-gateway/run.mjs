// Nomad's own command and a real Nomad, with the gateway between them.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, withFolder, withServer } from "../harness.mjs";
import { nomadAt } from "./command.mjs";
import { withNomad } from "./nomad-agent.mjs";
import { crash } from "./scenarios/crash.mjs";
import { enforcement } from "./scenarios/enforcement.mjs";
import { page } from "./scenarios/page.mjs";
import { permissions } from "./scenarios/permissions.mjs";
import { races } from "./scenarios/races.mjs";
import { streams } from "./scenarios/streams.mjs";
import { volumes } from "./scenarios/volumes.mjs";

/** In this order: each may rely on what those before it have left. */
const scenarios = {
  ...enforcement,
  ...permissions,
  ...races,
  ...streams,
  ...volumes,
  ...page,
  ...crash,
};

export const nomadGateway = {
  name: "nomad-gateway",
  requires: ["nomad"],
  run() {
    return withFolder((folder) =>
      withNomad(folder, async (nomad) => {
        const environment = {
          PORTCULLIS_NOMAD_LISTEN: "127.0.0.1:0",
          PORTCULLIS_NOMAD_UPSTREAM: nomad.url,
          PORTCULLIS_NOMAD_TOKEN: nomad.token,
        };
        return withServer((server) => play(folder, nomad, server), environment);
      }),
    );
  },
};

async function play(folder, nomad, server) {
  const stage = stageOf(folder, nomad, server);
  for (const [name, scenario] of Object.entries(scenarios)) {
    try {
      await scenario(stage);
    } catch (error) {
      throw new Error(`${name}: ${error.message}`);
    }
  }
  const [version] = run("nomad", ["version"]).split("\n");
  return `${Object.keys(scenarios).length} scenarios with ${version}`;
}

/** What scenarios work with. */
function stageOf(folder, { url, token, agent, kill }, server) {
  const address = server.nomadUrl;
  const nomad = nomadAt(address, token);
  let files = 0;
  const file = async (text) => {
    const path = join(folder, `${++files}.nomad.hcl`);
    writeFileSync(path, text);
    return path;
  };
  const submit = async (text, flags = []) =>
    nomad(["job", "run", "-detach", ...flags, await file(text)]);
  const api = async (path) =>
    (await fetch(url + path, { headers: { "X-Nomad-Token": token } })).json();
  return {
    address,
    token,
    agent,
    kill,
    nomad,
    nomadAs: (other) => nomadAt(address, other),
    /** Around the gateway. */
    direct: nomadAt(url, token),
    api,
    run: Object.assign(submit, { file }),
    plan: async (text, flags = []) => nomad(["job", "plan", ...flags, await file(text)]),
    allocation: (job) => runningAllocation(api, job),
    administrator: server.token,
    log: server.log,
    tokens: [token, server.token],
  };
}

/** LIMIT: how long a task may take to run. */
const START_TIME = 30_000;

async function runningAllocation(api, job) {
  for (const end = Date.now() + START_TIME; Date.now() < end; ) {
    const allocations = await api(`/v1/job/${job}/allocations`);
    const running = allocations.find(
      ({ ClientStatus, DesiredStatus }) => ClientStatus === "running" && DesiredStatus === "run",
    );
    if (running) return running.ID;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no allocation of "${job}" runs`);
}
