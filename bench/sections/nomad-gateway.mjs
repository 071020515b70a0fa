// What the gateway in front of Nomad adds to a request, beside the same request without it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { has, root, withFolder, withServer } from "../../conformance/harness.mjs";
import { withNomad } from "../../conformance/nomad-gateway/nomad-agent.mjs";
import { isSmoke, median, percentile } from "../measure.mjs";
import { ratio, row, section, skipped } from "../table.mjs";

const SAMPLES = isSmoke ? 5 : 400;
const POLICIES = 10;

/** Policies that every job passes, and that look at all of it. */
const policy = readFileSync(join(root, "examples/nomad/limit-counts.sentinel"), "utf8");

const job = jobOf(readFileSync(join(root, "examples/nomad/jobs/shop.json"), "utf8"));

export async function nomadGateway() {
  section("Gateway in front of Nomad: milliseconds added, and times as long as without it");
  await withStub((url) => compare("a Nomad that answers at once", url, null));
  if (!has("nomad")) {
    skipped("a real Nomad", "nomad is not on the machine");
    return;
  }
  await withFolder((folder) =>
    withNomad(folder, ({ url, token }) => compare("a real Nomad", url, token)),
  );
}

async function withStub(use) {
  const path = fileURLToPath(new URL("../nomad-stub.mjs", import.meta.url));
  const stub = spawn(process.execPath, [path], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [port] = await once(stub.stdout, "data");
    return await use(`http://127.0.0.1:${String(port).trim()}`);
  } finally {
    stub.kill();
  }
}

async function compare(what, upstream, token) {
  const environment = {
    PORTCULLIS_NOMAD_LISTEN: "127.0.0.1:0",
    PORTCULLIS_NOMAD_UPSTREAM: upstream,
    PORTCULLIS_NOMAD_TOKEN: token ?? "",
  };
  await withServer(async ({ nomadUrl: gateway, token: administrator }) => {
    const read = ["GET", "/v1/jobs", undefined];
    const register = ["PUT", "/v1/jobs", JSON.stringify({ Job: job })];
    await pair(`${what}: what passes`, gateway, upstream, token, read);
    await pair(`${what}: a register without policies`, gateway, upstream, token, register);
    for (let i = 0; i < POLICIES; i++) {
      const stated = { Name: `p${i}`, Scope: "submit-job", EnforcementLevel: "hard-mandatory" };
      const body = JSON.stringify({ ...stated, Policy: `# ${i}\n${policy}` });
      await send(gateway, administrator, ["PUT", `/v1/sentinel/policy/p${i}`, body]);
    }
    await pair(`${what}: a register with ${POLICIES} policies`, gateway, upstream, token, register);
  }, environment);
}

/** Takes both in turn, so that a machine that slows down slows both. */
async function pair(name, gateway, upstream, token, asked) {
  for (const url of [gateway, upstream])
    for (let i = 0; i < SAMPLES / 10; i++) await send(url, token, asked);
  const times = { gateway: [], upstream: [] };
  for (let i = 0; i < SAMPLES; i++) {
    times.gateway.push(await send(gateway, token, asked));
    times.upstream.push(await send(upstream, token, asked));
  }
  const [through, direct] = [median(times.gateway), median(times.upstream)];
  const added = (through - direct).toFixed(2);
  const p99 = ratio(percentile(times.gateway, 0.99), percentile(times.upstream, 0.99));
  row(name, ratio(through, direct), `${added} ms added to ${direct.toFixed(2)} ms; p99 ${p99}`);
}

const agent = new Agent({ keepAlive: true });

/** Milliseconds until the answer was there. */
function send(url, token, [method, path, body]) {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const headers = token === null ? {} : { "X-Nomad-Token": token };
    const asked = request(url + path, { method, agent, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (piece) => {
        text += piece;
      });
      answer.once("end", () => {
        if (answer.statusCode === 200) resolve(performance.now() - started);
        else reject(new Error(`${method} ${path}: ${answer.statusCode} ${text}`));
      });
    });
    asked.once("error", reject);
    asked.end(body);
  });
}

function jobOf(text) {
  const parsed = JSON.parse(text);
  const { Job } = parsed.Job === undefined ? { Job: parsed } : parsed;
  // In a datacenter that does not exist nothing is placed: what is measured is the request.
  return { ...Job, Datacenters: ["nowhere"], Namespace: "default", Region: "global" };
}
