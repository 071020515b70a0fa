// Requests a second through the whole server, beside the HTTP framework alone that returns the same bytes,
// and beside the store's own transactions, all in the same run.

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { withFolder, withServer } from "../../conformance/harness.mjs";
import { isPostgresUsable, withPostgres } from "../../conformance/postgres/private-postgres.mjs";
import { postgresEngine } from "../../packages/server/dist/store/dialect/postgres/postgres-engine.js";
import { PostgresPool } from "../../packages/server/dist/store/dialect/postgres/postgres-pool.js";
import { sqliteEngine } from "../../packages/server/dist/store/dialect/sqlite/sqlite-engine.js";
import { SqlStore } from "../../packages/server/dist/store/sql-store.js";
import { request, requestsPerSecond } from "../http-load.mjs";
import { isSmoke, median } from "../measure.mjs";
import { row, section, skipped } from "../table.mjs";

const CONNECTIONS = 16;
const ROUNDS = isSmoke ? 1 : 5;
const ROUND_MS = isSmoke ? 100 : 1_500;

/** Policies that are there: five pages of the list. */
const POLICIES = 100;

const API = "/api/v2";
const LIST = `${API}/organizations/bench/policies`;
const CODE = `import "tfplan/v2" as tfplan\n${"# a comment of an ordinary policy\n".repeat(20)}main = rule { true }\n`;

export async function api() {
  section(`API: requests a second on ${CONNECTIONS} connections`);
  await withFolder(async (folder) => {
    await measure("SQLite", {}, () => SqlStore.open(sqliteEngine(`${folder}/commits.db`), 0));
  });
  if (!isPostgresUsable()) {
    skipped("PostgreSQL", "its programs are not on the machine");
    return;
  }
  await withPostgres({}, ({ url, version }) =>
    withPostgres({}, (other) =>
      measure(`PostgreSQL ${version.split(".")[0]}`, { PORTCULLIS_DATABASE_URL: url }, () =>
        SqlStore.open(postgresEngine(new PostgresPool(other.url)), 0),
      ),
    ),
  );
}

async function measure(engine, environment, openStore) {
  await withServer(async ({ url, token }) => {
    const ids = await fill(url, token);
    const works = worksOn(ids, token);
    const answers = await Promise.all(Object.values(works).map((work) => answerTo(url, work)));
    await withBareServer(answers, async (bare) => {
      const commits = await withStore(openStore, commitsPerSecond);
      for (const [name, work] of Object.entries(works))
        await compare(engine, name, work, url, bare, commits);
    });
  }, environment);
}

/** The four kinds of requests; `next` makes one more of its kind. */
function worksOn(ids, token) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/vnd.api+json" };
  const list = request("GET", LIST, headers);
  const shows = ids.map((id) => request("GET", `${API}/policies/${id}`, headers));
  const uploads = ids.map((id) =>
    request(
      "PUT",
      `${API}/policies/${id}/upload`,
      { ...headers, "content-type": "application/octet-stream" },
      CODE,
    ),
  );
  let count = 0;
  const create = () => {
    const attributes = { name: `made-${process.pid}-${++count}`, "enforcement-level": "advisory" };
    const body = JSON.stringify({ data: { type: "policies", attributes } });
    return request("POST", LIST, headers, body);
  };
  const inTurn = (all) => {
    let at = 0;
    return () => all[at++ % all.length];
  };
  return {
    "list of 20 policies": { method: "GET", url: LIST, next: () => list, isRead: true },
    "one policy": { method: "GET", url: `${API}/policies/:id`, next: inTurn(shows), isRead: true },
    "upload of a policy": {
      method: "PUT",
      url: `${API}/policies/:id/upload`,
      next: inTurn(uploads),
    },
    "create a policy": { method: "POST", url: LIST, next: create },
  };
}

async function compare(engine, name, { next, isRead }, url, bare, commits) {
  const options = { connections: CONNECTIONS, milliseconds: ROUND_MS, expected: 200 };
  const ours = [];
  const theirs = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const pair = [
      await requestsPerSecond(url, next, options),
      await requestsPerSecond(bare, next, options),
    ];
    // The first round warms both up.
    if (round === 0 && !isSmoke) continue;
    ours.push(pair[0]);
    theirs.push(pair[1]);
  }
  const [here, there] = [median(ours), median(theirs)];
  const notes = [`${(there / here).toFixed(1)} x slower than the framework (${Math.round(there)})`];
  if (!isRead)
    notes.push(`${(here / commits).toFixed(2)} of the store's commits (${Math.round(commits)})`);
  row(`${engine}: ${name}`, `${Math.round(here)} /s`, notes.join("; "));
}

/** How many transactions that write one row are committed in a second, asked for at the same time. */
async function commitsPerSecond(store) {
  const entry = {
    at: 0,
    actor: { kind: "anonymous" },
    verb: "create",
    subject: { noun: "policy", id: "pol-1", organization: "bench" },
    details: {},
  };
  const deadline = performance.now() + (isSmoke ? 100 : 4_000);
  const start = performance.now();
  const counts = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      let count = 0;
      for (; performance.now() < deadline; count++) {
        await store.transaction((tx) => tx.audit.append(entry));
      }
      return count;
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  return counts.reduce((sum, count) => sum + count, 0) / seconds;
}

async function withStore(open, use) {
  const store = await open();
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function fill(url, token) {
  const post = (path, type, attributes) =>
    fetch(`${url}${API}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ data: { type, attributes } }),
    }).then((response) => response.json());
  await post("/organizations", "organizations", { name: "bench" });
  const ids = [];
  for (let i = 0; i < POLICIES; i++) {
    const attributes = { name: `policy-${i}`, "enforcement-level": "soft-mandatory" };
    ids.push((await post("/organizations/bench/policies", "policies", attributes)).data.id);
  }
  return ids;
}

/** What the server says to one request, for the framework to say the same. */
async function answerTo(url, { method, url: address, next }) {
  const [head, body] = next().toString("utf8").split("\r\n\r\n");
  const [, path] = head.split(" ");
  const authorization = /authorization: (.*)\r/.exec(head)[1];
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization },
    ...(method === "GET" ? {} : { body }),
  });
  const type = response.headers.get("content-type");
  return { method, url: address, status: response.status, type, body: await response.text() };
}

async function withBareServer(answers, use) {
  const file = fileURLToPath(new URL("../bare-server.mjs", import.meta.url));
  const child = fork(file, { stdio: ["pipe", "inherit", "inherit", "ipc"] });
  try {
    child.stdin.end(JSON.stringify(answers));
    const port = await new Promise((resolve, reject) => {
      child.once("message", resolve);
      child.once("exit", () => reject(new Error("the framework alone did not start")));
    });
    return await use(`http://127.0.0.1:${port}`);
  } finally {
    child.disconnect();
  }
}
