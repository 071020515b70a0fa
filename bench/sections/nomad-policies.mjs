// Nomad's policies API: lists and reads beside Node's own server that answers the same bytes, with nobody
// waiting and with thousands of requests that wait for a change; how long those take to hear of one.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { withServer } from "../../conformance/harness.mjs";
import { isSmoke, median } from "../measure.mjs";
import { ratio, row, section } from "../table.mjs";

const POLICIES = isSmoke ? 3 : 100;
const REQUESTS = isSmoke ? 20 : 4_000;
const WAITING = isSmoke ? 20 : 5_000;
const WRITES = isSmoke ? 1 : 5;

/** Connections that ask one thing after the other. */
const CONCURRENCY = 16;

/** A rule of the usual length. */
const POLICY = `# counts below a hundred\nmain = rule {\n\tall job.task_groups as tg { tg.count < 100 }\n}\n`;

export async function nomadPolicies() {
  section(`Nomad's policies API, ${POLICIES} policies, ${WAITING} requests that wait`);
  await withServer(
    async ({ nomadUrl, token, pid }) => {
      const server = new Asker(nomadUrl, { "X-Nomad-Token": token });
      for (let i = 0; i < POLICIES; i++) await server.write(`policy-${i}`);
      const list = await server.ask("GET", LIST);
      const read = await server.ask("GET", "/v1/sentinel/policy/policy-1");
      await withPeer([list.body, read.body], async (peer) => {
        const quiet = await compare(server, peer);
        report("nobody waits", quiet);
        const memory = residentMegabytes(pid);
        const waiting = await hold(server, WAITING);
        const each = ((residentMegabytes(pid) - memory) * 1_000) / WAITING;
        report("all of them wait", await compare(server, peer));
        row(
          "memory of one that waits",
          `${each.toFixed(1)} kB`,
          "of the server's, connection included",
        );
        await reportWaking(server, waiting);
      });
      server.close();
    },
    { PORTCULLIS_NOMAD_LISTEN: "127.0.0.1:0" },
  );
}

const LIST = "/v1/sentinel/policies";

/** Requests to one address, each connection used again. */
class Asker {
  constructor(url, headers = {}) {
    this.url = new URL(url);
    this.headers = headers;
    this.agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  }

  ask(method, path, { body, agent = this.agent } = {}) {
    return new Promise((resolve, reject) => {
      const { hostname, port } = this.url;
      const asked = { hostname, port, method, path, headers: this.headers, agent };
      const sent = request(asked, (answer) => {
        const pieces = [];
        answer.on("data", (piece) => pieces.push(piece));
        answer.once("end", () =>
          resolve({
            index: Number(answer.headers["x-nomad-index"]),
            body: Buffer.concat(pieces),
            at: performance.now(),
          }),
        );
      });
      sent.once("error", reject);
      sent.end(body);
    });
  }

  write(name) {
    const policy = {
      Name: name,
      Scope: "submit-job",
      EnforcementLevel: "advisory",
      Policy: POLICY,
    };
    return this.ask("PUT", `/v1/sentinel/policy/${name}`, { body: JSON.stringify(policy) });
  }

  /** Milliseconds a request, when several ask at the same time without a pause. */
  async timeOf(path) {
    const turn = async (count) => {
      for (let i = 0; i < count; i++) await this.ask("GET", path);
    };
    const start = performance.now();
    const share = REQUESTS / CONCURRENCY;
    await Promise.all(Array.from({ length: CONCURRENCY }, () => turn(share)));
    return (performance.now() - start) / REQUESTS;
  }

  close() {
    this.agent.destroy();
  }
}

/** The times of list and read, ours and the peer's, in turn. */
async function compare(server, peer) {
  const paths = [
    ["list", LIST, "/0"],
    ["read", "/v1/sentinel/policy/policy-1", "/1"],
  ];
  const times = [];
  for (const [name, ours, theirs] of paths) {
    const samples = [[], []];
    for (let i = 0; i < (isSmoke ? 1 : 3); i++) {
      samples[0].push(await server.timeOf(ours));
      samples[1].push(await peer.timeOf(theirs));
    }
    times.push([name, ...samples.map(median)]);
  }
  return times;
}

function report(when, times) {
  for (const [name, ours, theirs] of times) {
    const rate = `${Math.round(1_000 / ours)}/s`;
    row(`${name}, ${when}`, rate, `${ratio(ours, theirs)} Node's own server, same bytes`);
  }
}

/** Requests that wait for a list to change, each on a connection of its own. */
async function hold(server, count) {
  const { index } = await server.ask("GET", LIST);
  const waiting = Array.from({ length: count }, () =>
    server.ask("GET", `${LIST}?wait=5m&index=${index}`, { agent: false }),
  );
  // The last connection is made when another request gets its turn behind all of them.
  await server.ask("GET", LIST, { agent: false });
  await sleep(isSmoke ? 100 : 2_000);
  return waiting;
}

async function reportWaking(server, held) {
  let waiting = held;
  const firsts = [];
  const lasts = [];
  for (let i = 0; i < WRITES; i++) {
    const { at } = await server.ask("DELETE", "/v1/sentinel/policy/nothing");
    const times = (await Promise.all(waiting)).map((answer) => answer.at - at);
    firsts.push(Math.min(...times));
    lasts.push(Math.max(...times));
    if (i + 1 < WRITES) waiting = await hold(server, WAITING);
  }
  row("first to hear of a write", `${median(firsts).toFixed(1)} ms`, "after the writer's answer");
  row(`last of ${WAITING}`, `${median(lasts).toFixed(0)} ms`, "all answers read in this process");
}

/** Node's own server in a process of its own, which answers what it is given at /0 and /1. */
async function withPeer(bodies, use) {
  const code = `const bodies = ${JSON.stringify(bodies.map(String))}.map(Buffer.from);
require("node:http").createServer((request, response) => {
  const body = bodies[Number(request.url.slice(1))];
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": body.length });
  response.end(body);
}).listen(0, "127.0.0.1", function () { console.log(this.address().port); });`;
  const child = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const port = await new Promise((resolve) =>
      child.stdout.once("data", (text) => resolve(String(text).trim())),
    );
    const peer = new Asker(`http://127.0.0.1:${port}`);
    await use(peer);
    peer.close();
  } finally {
    child.kill();
  }
}

/** Not a number where the system does not tell. */
function residentMegabytes(pid) {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return Number(kilobytes) / 1_000;
  } catch {
    return Number.NaN;
  }
}
